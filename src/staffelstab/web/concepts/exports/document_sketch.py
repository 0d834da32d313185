"""The drawing of a document, for paper: what the drawing of the page shows, without links and findings' places."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from staffelstab.web.concepts.exports.sketch import GOAL_PREFIX, Sketch, SketchEdge, SketchNode
from staffelstab.web.concepts.exports.sketching import legend_words
from staffelstab.web.concepts.pathway import (
    Chapters,
    Prepared,
    StationTold,
    Telling,
    goal_labels,
    stations_before_goals,
)

SEVERITIES = ("serious", "medium", "notice")


def sketch_of_document(title: str, ready: Prepared, told: Chapters, telling: Telling) -> Sketch:
    goals = goal_labels(ready)
    nodes = [_node(station, telling) for station in told.stations]
    nodes += [SketchNode(GOAL_PREFIX + key, label, _("Goal"), is_goal=True) for key, label in goals.items()]
    return Sketch(
        title=title,
        description=_("%(stations)s stations and %(transitions)s transitions. The chapters say the same.")
        % {"stations": len(told.stations), "transitions": len(told.transitions)},
        nodes=tuple(nodes),
        edges=(*_edges(told), *_towards_goals(ready)),
        words=legend_words(),
    )


def _node(station: StationTold, telling: Telling) -> SketchNode:
    found = [each for each in telling.findings if station.key in (each.stations or each.transition or ())]
    worst = next((s for s in SEVERITIES if any(each.severity == s for each in found)), "")
    parts = (station.provider, station.funding if station.is_limited else "")
    return SketchNode(
        key=station.key,
        title=station.title,
        sentence=station.kind_word,
        second_line=" · ".join(part for part in parts if part),
        kind=station.kind,
        is_entry_point=station.is_entry,
        is_funded=station.is_limited,
        severity=worst,
        findings=len(found),
    )


def _edges(told: Chapters) -> Iterable[SketchEdge]:
    for each in told.transitions:
        if each.origin.key != each.target.key:
            yield SketchEdge(each.origin.key, each.target.key, each.title, each.state)


def _towards_goals(ready: Prepared) -> Iterable[SketchEdge]:
    return (SketchEdge(station, GOAL_PREFIX + goal) for station, goal in stations_before_goals(ready))
