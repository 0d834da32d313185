from __future__ import annotations

from django.urls import path

from staffelstab.web.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.lists, name="lists"),
    path("ausgabe/<str:what>/<str:form>/", views.export, name="export"),
    path("quellen/", views.sources, name="sources"),
    path("quellen/<int:source_id>/", views.source, name="source"),
    path("quellen/<int:source_id>/vergessen/", views.forget_source, name="forget_source"),
    path("<int:list_id>/", views.foreign_list_view, name="list"),
    path("<int:list_id>/spalten/", views.columns, name="columns"),
    path("<int:list_id>/zweifel/", views.doubts, name="doubts"),
    path("<int:list_id>/zeilen/<str:deed>/", views.rows, name="rows"),
    path("<int:list_id>/stand/", views.progress, name="progress"),
    path("<int:list_id>/uebernehmen/", views.take_over_view, name="take_over"),
    path("<int:list_id>/rueckgaengig/", views.take_back_view, name="take_back"),
    path("<int:list_id>/anhalten/", views.stop_view, name="stop"),
    path("<int:list_id>/weiter/", views.go_on_view, name="go_on"),
    path("<int:list_id>/verwerfen/", views.discard_view, name="discard"),
]
