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
