"""What happens when: the ends of fundings and the changes of law between two days, and who loses or gains a way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from staffelstab.engine.check.counts import Masks
from staffelstab.engine.check.finding import Finding, Persons, Question
from staffelstab.engine.check.findings import after_funding, law_change
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.kernel.tables import Bools
from staffelstab.engine.check.run import prepare
from staffelstab.engine.model import Pathway

NOBODY = Persons(0, 0)


@dataclass(frozen=True)
class Event:
    """One day on which ways can close or open, looked at alone.

    day: the first day on which it is different. kind: "funding-ends" or "law". stations: those the funding pays, or
    those whose rules change. profiles: all that were looked at (profiles × places). with_way_before / with_way_after:
    those that reach a goal within the horizon, those at a goal at entry included. loses, gains: profiles whose
    answer changes, with the persons the needs count for them. findings: after-funding, law-change, per group.
    """

    day: dt.date
    kind: str
    stations: tuple[str, ...]
    profiles: int
    with_way_before: int
    with_way_after: int
    loses: int
    gains: int
    loses_persons: Persons
    gains_persons: Persons
    findings: tuple[Finding, ...]
    funding: str | None = None


def over_time(pathway: Pathway, question: Question, until: dt.date) -> tuple[Event, ...]:
    """Every event after the date of the question and up to `until`, by day, fundings before the law.

    The pathway must be valid (see `files.validate`). Defined in docs/background/the_check.md. `question.law_until`
    and `question.thorough` are not read.
    """
    gather = Gatherer(prepare(pathway, replace(question, law_until=None)))
    events = [*_fundings(gather, until), *_laws(gather, until)]
    return tuple(sorted(events, key=lambda event: event.day))


def _fundings(gather: Gatherer, until: dt.date) -> Iterator[Event]:
    run = gather.run
    for ending in after_funding.endings(run):
        if ending.day_after > until:
            continue
        reached = {p: ending.without[p] | ending.lost[p] for p in ending.without}
        paid = [o.key for o in run.compiled.offers if o.funding == ending.funding.key]
        found = tuple(after_funding.findings_of(gather, ending))
        event = _event(gather, ending.day_after, "funding-ends", paid, reached, ending.without, found)
        yield replace(event, funding=ending.funding.key)


def _laws(gather: Gatherer, until: dt.date) -> Iterator[Event]:
    for shift in law_change.shifts(gather.run, until):
        found = tuple(law_change.findings_of(gather, shift))
        reached = shift.before.reached, shift.after.reached
        yield _event(gather, shift.day, "law", list(shift.stations), *reached, found)


def _event(
    gather: Gatherer,
    day: dt.date,
    kind: str,
    stations: list[str],
    before: Mapping[str, Bools],
    after: Mapping[str, Bools],
    found: tuple[Finding, ...],
) -> Event:
    """before, after: place → (P,) who reaches a goal within the horizon."""
    loses, gains = _difference(gather, before, after), _difference(gather, after, before)
    return Event(
        day=day,
        kind=kind,
        stations=tuple(stations),
        profiles=gather.total,
        with_way_before=sum(int(mask.sum()) for mask in before.values()),
        with_way_after=sum(int(mask.sum()) for mask in after.values()),
        loses=_count(gather, loses),
        gains=_count(gather, gains),
        loses_persons=gather.persons(loses) if loses else NOBODY,
        gains_persons=gather.persons(gains) if gains else NOBODY,
        findings=found,
    )


def _difference(gather: Gatherer, some: Mapping[str, Bools], others: Mapping[str, Bools]) -> dict[int, Bools]:
    """Number of the area → (P,) who is among some and not among others."""
    places = {i: area.places[0] for i, area in enumerate(gather.run.areas)}
    masks = {i: some[place] & ~others[place] for i, place in places.items()}
    return {i: mask for i, mask in masks.items() if mask.any()}


def _count(gather: Gatherer, masks: Masks) -> int:
    return sum(int(mask.sum()) * len(gather.run.areas[i].places) for i, mask in masks.items())
