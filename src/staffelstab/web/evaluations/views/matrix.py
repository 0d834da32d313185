from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.evaluations.exports.figure import checked_words, source_words
from staffelstab.web.evaluations.pathway import beside_gaps
from staffelstab.web.evaluations.queries.beside import available_offers
from staffelstab.web.evaluations.queries.cells import open_cell
from staffelstab.web.evaluations.queries.figures import Figure
from staffelstab.web.evaluations.queries.matrix import GROUPS, PLACES, Cell, Line, line_with, lines_of
from staffelstab.web.evaluations.views.pages import chosen_concept, figure_here, tabs
from staffelstab.web.offers.rules import may_record_needs

KEPT = ("concept", "by", "rows", "place", "line", "bundle")


def matrix(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """Where is what missing, for whom?"""
    chosen = chosen_concept(request.GET)
    context: dict[str, Any] = {"chosen": chosen, "tabs": tabs(request)}
    if chosen.concept is not None:
        place, rows = _place(request.GET), _rows(request.GET)
        found = figure_here(request.GET, chosen.concept, place)
        lines = lines_of(found, rows)
        context |= {"figure": found, "problems": found.prepared.problems, "lines": lines, "rows": rows}
        context["may_record"] = may_record_needs(request.membership)
        context["unknown_lines"] = sum(not line.shares.everybody.persons.is_known for line in lines)
        context |= {"place": place, "places": found.concept.places, "checked": checked_words(found)}
        context |= {
            "address": urlencode(_kept(request.GET)),
            "whole": found.table.whole if found.table else None,
        }
    return render(request, "evaluations/matrix.html", context)


def _place(query: QueryDict) -> str:
    return query.get("place", "")


def _rows(query: QueryDict) -> str:
    """One place is told by its groups."""
    return GROUPS if query.get("rows") == GROUPS or _place(query) else PLACES


def _kept(query: QueryDict, names: Sequence[str] = ("concept", "by", "rows", "place")) -> dict[str, str]:
    return {name: str(query.get(name, "")) for name in names if query.get(name)}


def cell(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """Who is it, how many, and where does their way end?"""
    found, line, one = _found(request.GET)
    opened = open_cell(found, line, one, _place(request.GET))
    names = {str(place["key"]): place["name"] for place in found.concept.places}
    context = {
        "figure": found,
        "opened": opened,
        "line": line,
        "cell": one,
        "place": names.get(_place(request.GET), ""),
        "sources": [source_words(need, found) for need in opened.needs],
        "checked": checked_words(found),
        "kept": list(_kept(request.GET, KEPT).items()),
        "back": f"{reverse('evaluations:matrix', args=[alliance_slug])}?{urlencode(_kept(request.GET))}",
    }
    return render(request, "evaluations/cell.html", context)


def _found(query: QueryDict) -> tuple[Figure, Line, Cell | None]:
    chosen = chosen_concept(query)
    if chosen.concept is None:
        raise Http404
    found = figure_here(query, chosen.concept, _place(query))
    line = line_with(lines_of(found, _rows(query)), query.get("line", ""))
    wanted = query.get("bundle", "")
    if line is None:
        raise Http404
    one = next((each for each in line.cells if each.bundle.key == wanted), None)
    if wanted and one is None:
        raise Http404
    return found, line, one


@require_POST
def ask_beside(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """Which modules no gap asks for, and which offers would close one? Many searches, so only when asked for."""
    found, _line, _cell = _found(request.POST)
    beside_gaps(found.prepared, found.asked, available_offers(found))
    messages.success(request, _("The check looked for what would close the gaps."))
    query = urlencode(_kept(request.POST, KEPT))
    return redirect(f"{reverse('evaluations:cell', args=[alliance_slug])}?{query}")
