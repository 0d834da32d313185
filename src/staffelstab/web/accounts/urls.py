from __future__ import annotations

from django.urls import path

from staffelstab.web.accounts import views

app_name = "accounts"
urlpatterns = [
    path("konto/", views.profile, name="profile"),
    path("barrierefreiheit/", views.accessibility, name="accessibility"),
    path("datenschutz/", views.privacy, name="privacy"),
]
