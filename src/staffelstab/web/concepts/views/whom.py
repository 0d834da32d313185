from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.concepts.exports.whom import whom_workbook
from staffelstab.web.concepts.forms import WhomForm
from staffelstab.web.concepts.models import Concept
from staffelstab.web.concepts.pathway import (
    STATE_WORDS,
    Matrix,
    Prepared,
    cell_told,
    matrix,
    quick_choices,
    reading_word,
    row_choices,
)
from staffelstab.web.concepts.queries.boards import load
from staffelstab.web.concepts.views.pages import concept_here

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GROUP = "g-"
WITH_A_WAY = ("sure", "uncertain", "waiting")


def whom_view(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    """For which group does it work, and in which municipality?"""
    concept = concept_here(concept_id)
    ready = load(concept).prepared
    form = _form(request, concept, ready)
    found = matrix(ready, form.asked(), form.whom())
    context = {
        **_frame(request, concept, form),
        "matrix": _with_addresses(found, form),
        "places": found.places,
        "states": STATE_WORDS.items(),
        "problems": ready.pathway is None,
    }
    return render(request, "concepts/whom.html", context)


def _form(request: AllianceRequest, concept: Concept, ready: Prepared) -> WhomForm:
    return WhomForm(request.GET, concept=concept, rows=row_choices(ready), quick=quick_choices(ready))


def _frame(request: AllianceRequest, concept: Concept, form: WhomForm) -> dict[str, Any]:
    address = reverse("concepts:whom", args=[request.alliance.slug, concept.pk])
    query = form.query()
    return {
        "concept": concept,
        "tab": "whom",
        "form": form,
        "asked": form.asked(),
        "reading_word": reading_word(form.asked()),
        "back": f"{address}?{query}" if query else address,
        "query": query,
        "quick": form.quick_links(),
    }


def _with_addresses(found: Matrix, form: WhomForm) -> list[dict[str, Any]]:
    """Rows and cells with what the address of a cell says."""
    return [
        {
            "label": row.label,
            "cells": [
                (cell, name, _address(form, row.group, cell.place))
                for cell, (_key, name) in zip(row.cells, found.places, strict=True)
            ],
        }
        for row in found.rows
    ]


def _address(form: WhomForm, group: Any, place: str) -> str:
    named = {GROUP + key: value for key, value in group.items()}
    return "&".join(part for part in (form.query(), urlencode({**named, "place": place})) if part)


def whom_cell(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    """One group in one place: who has a way, who has none, and the story of each."""
    concept = concept_here(concept_id)
    ready = load(concept).prepared
    form = _form(request, concept, ready)
    group = {n[len(GROUP) :]: str(v) for n, v in request.GET.items() if n.startswith(GROUP)}
    place = request.GET.get("place", "")
    label, states = cell_told(ready, form.asked(), form.whom(), group, place)
    if not states:
        raise Http404
    context = {
        **_frame(request, concept, form),
        "label": label,
        "place": _place_name(ready, place),
        "states": states,
        "total": sum(state.count for state in states),
        "with_way": sum(state.count for state in states if state.state in WITH_A_WAY),
    }
    return render(request, "concepts/whom_cell.html", context)


def _place_name(ready: Prepared, key: str) -> str:
    places = ready.pathway.places if ready.pathway else ()
    return next((place.name for place in places if place.key == key), "")


def whom_file(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    """The matrix as a workbook."""
    concept = concept_here(concept_id)
    ready = load(concept).prepared
    form = _form(request, concept, ready)
    found = matrix(ready, form.asked(), form.whom())
    question = f"{form.asked().date:%d.%m.%Y}, {reading_word(form.asked())}"
    content = whom_workbook(found, title=concept.title, question=question)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="fuer-wen-{concept_id}.xlsx"'
    return response
