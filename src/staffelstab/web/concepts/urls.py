from __future__ import annotations

from django.urls import path

from staffelstab.web.concepts import views

app_name = "concepts"
urlpatterns = [
    path("", views.concept_list, name="list"),
    path("neu/", views.new_concept, name="new"),
    path("einlesen/", views.upload, name="upload"),
    path("einlesen/<int:import_id>/", views.preview, name="preview"),
    path("einlesen/<int:import_id>/uebernehmen/", views.apply_import_view, name="apply_import"),
    path("einlesen/<int:import_id>/rueckgaengig/", views.undo_import_view, name="undo_import"),
    path("<int:concept_id>/", views.concept_view, name="concept"),
    path("<int:concept_id>/tabelle/", views.table_view, name="table"),
    path("<int:concept_id>/bild.svg", views.picture, name="picture"),
    path("<int:concept_id>/datei.<str:kind>", views.export, name="export"),
    path("<int:concept_id>/befund/", views.finding_view, name="finding"),
    path("<int:concept_id>/papier/<str:name>", views.concept_file, name="paper"),
    path("fassung/<int:version_id>/papier/<str:name>", views.version_paper, name="version_paper"),
    path("<int:concept_id>/fassungen/", views.versions, name="versions"),
    path("<int:concept_id>/fassungen/vorstellen/", views.present_version_view, name="present_version"),
    path("<int:concept_id>/varianten/neu/", views.branch_variant_view, name="branch_variant"),
    path("<int:concept_id>/varianten/reparatur/", views.try_repair_view, name="try_repair"),
    path("<int:concept_id>/vergleich/", views.compare, name="compare"),
    path("<int:concept_id>/zusammenfuehren/", views.merge, name="merge"),
    path("fassung/<int:version_id>/", views.version_view, name="version"),
    path("fassung/<int:version_id>/fassung.json", views.version_file, name="version_file"),
    path("fassung/<int:version_id>/besprochen/", views.discuss_version_view, name="discuss_version"),
    path("fassung/<int:version_id>/beschlossen/", views.decide_version_view, name="decide_version"),
    path("fassung/<int:version_id>/in-kraft/", views.put_in_force_view, name="put_in_force"),
    path("fassung/<int:version_id>/anmerkung/", views.write_comment_view, name="write_comment"),
    path("anmerkung/<int:comment_id>/erledigt/", views.settle_comment_view, name="settle_comment"),
    path("<int:concept_id>/fuer-wen/", views.whom_view, name="whom"),
    path("<int:concept_id>/fuer-wen/zelle/", views.whom_cell, name="whom_cell"),
    path("<int:concept_id>/fuer-wen/tabelle.xlsx", views.whom_file, name="whom_file"),
    path("<int:concept_id>/befunde/", views.worklist, name="worklist"),
    path("<int:concept_id>/befunde/zuweisen/", views.assign_finding_view, name="assign_finding"),
    path("<int:concept_id>/befunde/annehmen/", views.accept_finding_view, name="accept_finding"),
    path("<int:concept_id>/befunde/wieder-oeffnen/", views.reopen_finding_view, name="reopen_finding"),
    path("<int:concept_id>/was-waere-wenn/", views.what_if, name="what_if"),
    path("<int:concept_id>/was-waere-wenn/ausfall/", views.stop_view, name="stop"),
    path("<int:concept_id>/was-waere-wenn/<str:day>/", views.break_view, name="break"),
    path("<int:concept_id>/angaben/", views.edit_concept_view, name="edit"),
    path("<int:concept_id>/rueckgaengig/", views.undo_change_view, name="undo_change"),
    path("<int:concept_id>/stationen/neu/", views.add_station_view, name="add_station"),
    path(
        "<int:concept_id>/stationen/<int:station_id>/entfernen/",
        views.remove_station_view,
        name="remove_station",
    ),
    path(
        "<int:concept_id>/stationen/<int:station_id>/einstieg/",
        views.mark_entry_point_view,
        name="mark_entry_point",
    ),
    path("<int:concept_id>/uebergaenge/neu/", views.add_transition_view, name="add_transition"),
    path(
        "<int:concept_id>/uebergaenge/<int:transition_id>/",
        views.edit_transition_view,
        name="edit_transition",
    ),
    path(
        "<int:concept_id>/uebergaenge/<int:transition_id>/stand/",
        views.transition_state_view,
        name="transition_state",
    ),
    path(
        "<int:concept_id>/uebergaenge/<int:transition_id>/entfernen/",
        views.remove_transition_view,
        name="remove_transition",
    ),
]
