"""If a provider, an offer or a funding stops: who loses every way."""

from __future__ import annotations

from dataclasses import dataclass

from staffelstab.engine.check.stops import KINDS, Stop, if_stops, what_can_stop
from staffelstab.engine.model import Pathway
from staffelstab.web.concepts.pathway.checking import Asked, Prepared, as_question
from staffelstab.web.concepts.pathway.keeping import kept
from staffelstab.web.concepts.pathway.over_time import MovedGroup, moved_group
from staffelstab.web.concepts.pathway.telling import words


@dataclass(frozen=True)
class Stoppable:
    """What can be chosen: `name` is kind and key, as an address carries it."""

    name: str
    kind: str
    label: str
    stations: tuple[str, ...]


@dataclass(frozen=True)
class StopTold:
    what: Stoppable
    profiles: int
    with_way_before: int
    with_way_after: int
    loses: int
    persons: str
    groups: tuple[MovedGroup, ...]


def stoppables(ready: Prepared) -> tuple[Stoppable, ...]:
    """Organisations, fundings and offers with a station that can be lost, by name within each kind."""
    pathway = ready.pathway
    if pathway is None:
        return ()
    voice = words()
    named = {
        "organisation": [(each.key, each.name) for each in pathway.organisations],
        "funding": [(each.key, each.name) for each in pathway.fundings],
        "offer": [(key, voice.label(pathway.offer(key).title) or key) for key in pathway.concept.stations],
    }
    order = sorted(KINDS, key=list(named).index)
    return tuple(
        Stoppable(f"{kind}:{key}", kind, label, stations)
        for kind in order
        for key, label in sorted(named[kind], key=lambda pair: pair[1].casefold())
        if (stations := _titles(pathway, what_can_stop(pathway, kind, key)))
    )


def _titles(pathway: Pathway, stations: tuple[str, ...]) -> tuple[str, ...]:
    voice = words()
    return tuple(voice.label(pathway.offer(key).title) or key for key in stations)


def if_stopped(ready: Prepared, asked: Asked, what: Stoppable) -> StopTold:
    """One lean search; asked once, then kept."""
    pathway = ready.pathway
    if pathway is None:
        raise ValueError("A document with problems cannot be asked.")
    kind, _, key = what.name.partition(":")

    def ask() -> Stop:
        return if_stops(pathway, as_question(asked, pathway), kind, key)

    found = kept(f"stop {what.name}", ready.text, asked, ask)
    return StopTold(
        what=what,
        profiles=found.profiles,
        with_way_before=found.with_way_before,
        with_way_after=found.with_way_after,
        loses=found.loses,
        persons=words().persons(found.persons) if found.loses else "",
        groups=tuple(moved_group(pathway, finding, loses=True) for finding in found.findings),
    )
