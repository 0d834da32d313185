from __future__ import annotations

from django.urls import include, path

from staffelstab.web.alliances import views

app_name = "alliances"
in_alliance = [
    path("", views.actors, name="actors"),
    path("angaben/", views.edit_alliance_view, name="edit"),
    path("aufbau/", views.structures_view, name="structures"),
    path("aufbau/entstehung/", views.record_founding_view, name="record_founding"),
    path("aufbau/struktur/", views.add_structure_view, name="add_structure"),
    path(
        "aufbau/struktur/<int:structure_id>/entfernen/", views.remove_structure_view, name="remove_structure"
    ),
    path("aufbau/einbindung/", views.new_involvement, name="new_involvement"),
    path("aufbau/einbindung/<int:involvement_id>/", views.edit_involvement, name="edit_involvement"),
    path("zustaendig/", views.territories, name="territories"),
    path("zustaendig/datei.<str:form>", views.territories_file, name="territories_file"),
    path("gremien/", views.bodies_view, name="bodies"),
    path("gremien/neu/", views.new_body, name="new_body"),
    path("gremien/<int:body_id>/", views.body_view, name="body"),
    path("gremien/<int:body_id>/bearbeiten/", views.edit_body_view, name="edit_body"),
    path("gremien/<int:body_id>/umbenennen/", views.rename_body_view, name="rename_body"),
    path("gremien/<int:body_id>/beenden/", views.end_body_view, name="end_body"),
    path("gremien/<int:body_id>/sitz/", views.new_seat, name="new_seat"),
    path("gremien/<int:body_id>/sitz/<int:seat_id>/", views.edit_seat_view, name="edit_seat"),
    path("fehlt/<slug:type_key>/", views.explain_absence_view, name="explain_absence"),
    path("fehlt/<int:absence_id>/zuruecknehmen/", views.withdraw_absence_view, name="withdraw_absence"),
    path("neu/", views.new_organisation, name="new_organisation"),
    path("stelle/<int:participation_id>/", views.organisation, name="organisation"),
    path("stelle/<int:participation_id>/bearbeiten/", views.edit_organisation_view, name="edit_organisation"),
    path("stelle/<int:participation_id>/beenden/", views.end_participation_view, name="end_participation"),
    path("stelle/<int:participation_id>/kontakt/", views.new_contact, name="new_contact"),
    path(
        "stelle/<int:participation_id>/kontakt/<int:contact_id>/",
        views.edit_contact_view,
        name="edit_contact",
    ),
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
