from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.evaluations.exports.figure import (
    KINDS,
    cells_of,
    checked_words,
    drawing_of,
    headers,
    sources_of,
    title_of,
    words_of_the_figures,
)
from staffelstab.web.evaluations.queries.figures import Figure
from staffelstab.web.evaluations.queries.said import said_about
from staffelstab.web.evaluations.views.pages import chosen_concept, figure_here, sent_figure, tabs
from staffelstab.web.offers.queries.statements import statements_for
from staffelstab.web.offers.rules import may_record_needs


def figure(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """How far do the offers reach, module by module?"""
    chosen = chosen_concept(request.GET)
    context: dict[str, Any] = {
        "chosen": chosen,
        "tabs": tabs(request),
        "may_give_out": may_record_needs(request.membership),
    }
    if chosen.concept is not None:
        found = figure_here(request.GET, chosen.concept)
        context |= shown(found)
        context["said"] = said_about(request.membership, found.bundles)
        context["has_statements"] = statements_for(request.membership).exists()
    return render(request, "evaluations/figure.html", context)


def shown(found: Figure) -> dict[str, Any]:
    return {
        "figure": found,
        "title": title_of(found),
        "problems": found.prepared.problems,
        "drawing": drawing_of(found) if found.rows else "",
        "headers": headers(),
        "rows": [cells_of(row) for row in found.rows],
        "meanings": words_of_the_figures(),
        "sources": sources_of(found),
        "published": found.published,
        "checked": checked_words(found),
        "kinds": [(name, kind.label) for name, kind in KINDS.items()],
    }


def figure_file(request: AllianceRequest, alliance_slug: str, kind: str) -> HttpResponse:
    """The same figure to take along."""
    chosen = chosen_concept(request.GET)
    if kind not in KINDS or chosen.concept is None:
        raise Http404
    found = figure_here(request.GET, chosen.concept)
    if found.is_empty:
        raise Http404
    return sent_figure(request, found, kind)
