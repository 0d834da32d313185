"""From a concept and its report to what the drawing shows, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from staffelstab.web.concepts.exports.fields import lane_of, lanes_of
from staffelstab.web.concepts.exports.sketch import GOAL_PREFIX, Sketch, SketchEdge, SketchNode
from staffelstab.web.concepts.models import Station, Transition
from staffelstab.web.concepts.pathway import Way, goal_labels, stations_before_goals
from staffelstab.web.concepts.queries.boards import Board


@dataclass(frozen=True)
class Selection:
    """What is lit: a station, a transition (our ids), or the way of a finding. `only` leaves out everything else.

    lanes_by: field or phase; empty for none.
    """

    station: int | None = None
    transition: int | None = None
    way: Way = field(default_factory=Way)
    only_way: bool = False
    lanes_by: str = ""


Address = Callable[[Mapping[str, object]], str]


def nowhere(parts: Mapping[str, object]) -> str:
    """For pictures without links."""
    return ""


def sketch_of(board: Board, selection: Selection, address: Address = nowhere) -> Sketch:
    shown = _shown(board, selection)
    nodes = [
        _station(board, station, selection, address)
        for station in board.loaded.stations
        if station.pk in shown
    ]
    edges = [
        _transition(board, transition, selection, address)
        for transition in board.loaded.transitions
        if transition.origin_id in shown and transition.target_id in shown
    ]
    goals = [] if selection.only_way else _goals(board)
    towards = [] if selection.only_way else _towards_goals(board, {node.key for node in nodes})
    return Sketch(
        title=_("Drawing: %(title)s") % {"title": board.concept.title},
        description=_description(len(nodes), len(edges)),
        nodes=(*nodes, *goals),
        edges=(*edges, *towards),
        words=legend_words(),
        lanes=lanes_of(board.loaded.stations, selection.lanes_by) if selection.lanes_by else (),
    )


def legend_words() -> dict[str, str]:
    return {
        "measure": _("measure"),
        "legal_step": _("legal step"),
        "accompaniment": _("accompaniment"),
        "funded": _("limited funding"),
        "possible": _("possible"),
        "aimed": _("aimed for"),
        "agreed": _("agreed"),
        "serious": _("serious"),
        "medium": _("medium"),
        "notice": _("notice"),
        "entry": _("entry point"),
        "goal": _("goal"),
    }


def _description(stations: int, transitions: int) -> str:
    boxes = ngettext("%(count)s station", "%(count)s stations", stations) % {"count": stations}
    arrows = ngettext("%(count)s transition", "%(count)s transitions", transitions) % {"count": transitions}
    return _("%(stations)s and %(transitions)s. The table says the same.") % {
        "stations": boxes,
        "transitions": arrows,
    }


def _shown(board: Board, selection: Selection) -> set[int]:
    if not selection.only_way:
        return set(board.loaded.by_pk)
    keys = {*selection.way.steps, *selection.way.closed}
    return {station.pk for key, station in board.loaded.by_key.items() if key in keys}


def _station(board: Board, station: Station, selection: Selection, address: Address) -> SketchNode:
    key, offer = board.loaded.keys[station.pk], station.offer
    steps = tuple(number for number, step in enumerate(selection.way.steps, 1) if step == key)
    return SketchNode(
        key=key,
        title=offer.drawn_title,
        second_line=_second_line(station),
        sentence=_sentence(board, station),
        kind=str(offer.kind),
        is_entry_point=station.is_entry_point,
        is_funded=is_limited(station),
        severity=board.worst_at(key),
        findings=len(board.findings_at.get(key, ())),
        href=address({"station": station.pk}),
        pk=station.pk,
        is_selected=station.pk == selection.station,
        is_lit=bool(steps),
        steps=steps,
        lane=lane_of(station, selection.lanes_by) if selection.lanes_by else "",
    )


def is_limited(station: Station) -> bool:
    """Paid by money that ends."""
    funding = station.offer.funding
    return funding is not None and (funding.is_programme or funding.valid_to is not None)


def _second_line(station: Station) -> str:
    provider = station.offer.organisation.display_name if station.offer.organisation else ""
    funding = station.offer.funding.name if station.offer.funding and is_limited(station) else ""
    return " · ".join(part for part in (provider, funding) if part)


def _sentence(board: Board, station: Station) -> str:
    """What follows the title and provider, which stand in the box."""
    offer = station.offer
    parts = [offer.title] if offer.drawn_title != offer.title else []
    parts.append(str(offer.get_kind_display()))
    if offer.funding and not is_limited(station):
        parts.append(_("paid by %(funding)s") % {"funding": offer.funding.name})
    if is_limited(station):
        parts.append(_("limited funding"))
    if station.is_entry_point:
        parts.append(_("people can begin here"))
    found = len(board.findings_at.get(board.loaded.keys[station.pk], ()))
    if found:
        parts.append(ngettext("%(count)s finding", "%(count)s findings", found) % {"count": found})
    return f"{'; '.join(parts)}. {next_stations(board, station)}"


def next_stations(board: Board, station: Station) -> str:
    following = [
        f"{transition.target.offer.drawn_title} ({transition.get_state_display()})"
        for transition in board.loaded.transitions
        if transition.origin_id == station.pk
    ]
    if not following:
        return _("No transition leads on from here.")
    return _("Leads on to: %(stations)s.") % {"stations": ", ".join(following)}


def _transition(board: Board, transition: Transition, selection: Selection, address: Address) -> SketchEdge:
    origin, target = board.loaded.keys[transition.origin_id], board.loaded.keys[transition.target_id]
    steps = selection.way.steps
    words = {
        "origin": transition.origin.offer.title,
        "target": transition.target.offer.title,
        "state": transition.get_state_display(),
    }
    return SketchEdge(
        origin=origin,
        target=target,
        sentence=_("Transition from %(origin)s to %(target)s, %(state)s") % words,
        state=transition.state,
        href=address({"transition": transition.pk}),
        pk=transition.pk,
        is_selected=transition.pk == selection.transition,
        is_lit=(origin, target) in set(pairwise(steps)),
        is_near=selection.station in (transition.origin_id, transition.target_id),
    )


def _goals(board: Board) -> list[SketchNode]:
    return [
        SketchNode(GOAL_PREFIX + key, label, _("Goal"), is_goal=True, lane=_("goals"))
        for key, label in goal_labels(board.loaded.prepared).items()
    ]


def _towards_goals(board: Board, shown: set[str]) -> list[SketchEdge]:
    return [
        SketchEdge(station, GOAL_PREFIX + goal)
        for station, goal in stations_before_goals(board.loaded.prepared)
        if station in shown
    ]
