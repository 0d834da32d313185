from __future__ import annotations

from django.urls import path

from staffelstab.web.funding import views

app_name = "funding"
urlpatterns = [
    path("", views.funding_list, name="list"),
    path("neu/", views.new_funding, name="new"),
    path("programm/<slug:programme_key>/", views.programme_view, name="programme"),
    path("<int:funding_id>/", views.funding_detail, name="detail"),
    path("<int:funding_id>/bearbeiten/", views.edit_funding_view, name="edit"),
]
