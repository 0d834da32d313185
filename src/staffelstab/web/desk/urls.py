from __future__ import annotations

from django.urls import path

from staffelstab.web.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.today, name="today"),
    path("befunde/", views.findings, name="findings"),
    path("angebot/<int:offer_id>/stimmt/", views.confirm, name="confirm"),
]
