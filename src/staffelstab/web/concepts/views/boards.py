from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.concepts.enums import TransitionState
from staffelstab.web.concepts.exports.drawing import draw
from staffelstab.web.concepts.exports.sketching import next_stations, sketch_of
from staffelstab.web.concepts.models import HANDOVER_PARTS, Concept
from staffelstab.web.concepts.pathway import handover_words, target_group
from staffelstab.web.concepts.queries.presence import others_here
from staffelstab.web.concepts.views.pages import (
    Page,
    answer_with_board,
    board_context,
    concept_here,
    page_of,
    wants_board_only,
)


def concept_view(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    """Does everybody get on? The drawing, and the findings beside it."""
    concept = concept_here(concept_id)
    if wants_board_only(request):
        return answer_with_board(request, concept, request.GET)
    page = page_of(concept, request.GET)
    context = board_context(request, page) | {"others": _others(request, concept)}
    response = render(request, "concepts/concept.html", context)
    response["Vary"] = "HX-Request"
    return response


def presence(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    """Who else has this concept open? Fetched again and again by the page of the drawing."""
    concept = concept_here(concept_id)
    context = {"concept": concept, "others": _others(request, concept)}
    return render(request, "concepts/_presence.html", context)


def _others(request: AllianceRequest, concept: Concept) -> list[str]:
    return others_here(request.membership, concept, now=timezone.now())


def table_view(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    """The same as the drawing, for people who prefer lists."""
    page = page_of(concept_here(concept_id), request.GET)
    context = board_context(request, page) | {
        "station_rows": _station_rows(page),
        "transition_rows": _transition_rows(page),
        "states": TransitionState.choices,
        "table_address": request.path,
    }
    return render(request, "concepts/table.html", context)


def picture(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    """The drawing as a file that stands alone."""
    page = page_of(concept_here(concept_id), request.GET)
    svg = draw(sketch_of(page.board, page.selection), stands_alone=True)
    response = HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="gesamtkonzept-{concept_id}.svg"'
    return response


def _station_rows(page: Page) -> list[dict[str, object]]:
    current = page.board
    return [
        {
            "station": station,
            "next": next_stations(current, station),
            "findings": current.findings_at.get(current.loaded.keys[station.pk], []),
        }
        for station in sorted(current.loaded.stations, key=lambda station: station.offer.title.casefold())
    ]


def _transition_rows(page: Page) -> list[dict[str, object]]:
    loaded = page.board.loaded
    rows = sorted(
        loaded.transitions, key=lambda t: (t.origin.offer.title.casefold(), t.target.offer.title.casefold())
    )
    return [
        {
            "transition": each,
            "target_group": target_group(each.when, loaded.prepared),
            "handover": handover_words({name: getattr(each, name) for name in HANDOVER_PARTS}),
        }
        for each in rows
    ]
