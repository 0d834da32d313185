from __future__ import annotations

from django.urls import include, path

from staffelstab.web.alliances import views

app_name = "alliances"
in_alliance = [
    path("", views.actors, name="actors"),
    path("angaben/", views.edit_alliance_view, name="edit"),
    path("neu/", views.new_organisation, name="new_organisation"),
    path("stelle/<int:participation_id>/", views.organisation, name="organisation"),
    path("stelle/<int:participation_id>/bearbeiten/", views.edit_organisation_view, name="edit_organisation"),
    path("stelle/<int:participation_id>/beenden/", views.end_participation_view, name="end_participation"),
    path("mitglieder/", views.members_view, name="members"),
    path("mitglieder/<int:membership_id>/rolle/", views.change_role_view, name="change_role"),
    path("mitglieder/<int:membership_id>/beenden/", views.end_membership_view, name="end_membership"),
    path("protokollbuch/", views.journal, name="journal"),
]
urlpatterns = [
    path("", views.home, name="home"),
    path("buendnisse/", views.choose, name="choose"),
    path("betrieb/", views.operations, name="operations"),
    path("betrieb/neu/", views.new_alliance, name="new_alliance"),
    path("b/<slug:alliance_slug>/buendnis/", include(in_alliance)),
]
