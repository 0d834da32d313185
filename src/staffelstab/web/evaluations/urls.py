from __future__ import annotations

from django.urls import path

from staffelstab.web.evaluations import views

app_name = "evaluations"
urlpatterns = [
    path("", views.figure, name="figure"),
    path("abbildung.<slug:kind>", views.figure_file, name="figure_file"),
]
