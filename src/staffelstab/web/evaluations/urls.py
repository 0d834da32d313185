from __future__ import annotations

from django.urls import path

from staffelstab.web.evaluations import views

app_name = "evaluations"
public = [path("<slug:public_slug>/", views.who_does_what_public, name="who_does_what")]
urlpatterns = [
    path("", views.figure, name="figure"),
    path("abbildung.<slug:kind>", views.figure_file, name="figure_file"),
    path("abbildung/weitergeben/", views.figure_outside, name="figure_outside"),
    path("luecken/", views.matrix, name="matrix"),
    path("luecken/zelle/", views.cell, name="cell"),
    path("luecken/nachfragen/", views.ask_beside, name="ask_beside"),
    path("ueberschneidungen/", views.overlaps, name="overlaps"),
    path("ueberschneidungen.pdf", views.overlaps_pdf, name="overlaps_pdf"),
    path(
        "ueberschneidungen/<int:one_id>/<int:other_id>/bekannt/", views.mark_overlap_view, name="mark_overlap"
    ),
    path("ueberschneidungen/<int:known_id>/offen/", views.unmark_overlap_view, name="unmark_overlap"),
    path("wer-macht-was/", views.who_does_what, name="who_does_what"),
    path("wer-macht-was/zuruecknehmen/", views.withdraw_page_view, name="withdraw_page"),
]
