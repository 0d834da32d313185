"""law-change (Rechtsänderung): ways that close or open on a day because access rules change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from staffelstab.engine.check.compile import offer_period
from staffelstab.engine.check.counts import Masks
from staffelstab.engine.check.finding import Code, Finding, Question, Severity, Witness
from staffelstab.engine.check.findings.gap import split_by_group
from staffelstab.engine.check.findings.single_point import losses_in_area
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.ground import grade
from staffelstab.engine.check.kernel.tables import Bools
from staffelstab.engine.check.run import Area, Run, goals_in_area, prepare, with_goal
from staffelstab.engine.model import ADMITTED, ALWAYS, AccessRule, Offer, Pathway, Period

DAY = dt.timedelta(days=1)
_SEVERITIES = {"closes": Severity.SERIOUS, "opens": Severity.NOTICE}


@dataclass(frozen=True)
class World:
    """The run under the law of one day; place → (P,) who reaches a goal within the horizon there."""

    run: Run
    reached: Mapping[str, Bools]


@dataclass(frozen=True)
class Shift:
    """A day on which rules of stations change, with the law of the day before and the law of the day."""

    day: dt.date
    stations: tuple[str, ...]
    before: World
    after: World

    def masks(self, kind: str) -> dict[int, Bools]:
        """Number of the area → (P,) profiles whose way closes, or opens."""
        left, found = (self.before, self.after) if kind == "closes" else (self.after, self.before)
        areas = [area.places[0] for area in self.before.run.areas]
        masks = {i: left.reached[place] & ~found.reached[place] for i, place in enumerate(areas)}
        return {i: mask for i, mask in masks.items() if mask.any()}

    def where_it_exists(self, kind: str) -> World:
        return self.before if kind == "closes" else self.after


def findings(gather: Gatherer) -> Iterator[Finding]:
    """One finding per day of change, kind and combination of the grouping attributes."""
    if gather.run.question.law_until is not None:
        for shift in shifts(gather.run, gather.run.question.law_until):
            yield from findings_of(gather, shift)


def shifts(run: Run, until: dt.date) -> Iterator[Shift]:
    """Every day of change after the date of the run and up to `until`, in their order."""
    before: World | None = None
    for day, stations in days_of_change(run.pathway, run.question, until).items():
        before = _world(run, day - DAY) if before is None else before
        after = _world(run, day)
        yield Shift(day, stations, before, after)
        before = after


def findings_of(gather: Gatherer, shift: Shift) -> Iterator[Finding]:
    for kind, severity in _SEVERITIES.items():
        masks = shift.masks(kind)
        if not masks:
            continue
        there = Gatherer(shift.where_it_exists(kind).run)
        for group, part in split_by_group(gather, masks):
            passed, (area, number) = _on_the_ways(there, part)
            there.stories.stand(area, number)
            yield gather.finding(
                code=Code.LAW_CHANGE,
                kind=kind,
                severity=severity,
                masks=part,
                about=(shift.day.isoformat(), *group.values()),
                stations=tuple(key for key in shift.stations if key in passed),
                group=group,
                day=shift.day,
                witness=Witness(there.stories.profile, way=there.stories.way_to_goal()),
            )


def _on_the_ways(there: Gatherer, masks: Masks) -> tuple[set[str], tuple[Area, int]]:
    """The stations of the earliest ways of all these profiles, and who is at a goal first."""
    run, passed, months = there.run, set[str](), {}
    for i, mask in masks.items():
        cases = np.unique(run.cases.case_of[mask])
        on_way, _ = losses_in_area(run, run.areas[i], cases, ())
        passed |= {run.compiled.offers[s].key for s in np.flatnonzero(on_way.any(axis=0))}
        horizon = run.pathway.settings.horizon_months
        months[i] = goals_in_area(run.compiled, run.cases, run.areas[i], horizon, cases)
    return passed, there.shortest(masks, months)


def _world(run: Run, day: dt.date) -> World:
    there = prepare(law_of(run.pathway, run.question.date, day), run.question, run.compiled)
    return World(there, with_goal(there))


def law_of(pathway: Pathway, date: dt.date, day: dt.date) -> Pathway:
    """The pathway in which the access rules of one day count for ever and no others; everything else as it is.

    date: from which it will be asked; a rule that does not count has ended before it.
    """
    ended = Period(None, date - DAY)

    def fixed(offer: Offer, rule: AccessRule) -> AccessRule:
        holds = law_period(pathway, offer, rule)
        return replace(rule, period=ALWAYS if holds and holds.contains(day) else ended)

    offers = (replace(o, access=tuple(fixed(o, rule) for rule in o.access)) for o in pathway.offers)
    return replace(pathway, offers=tuple(offers))


def law_period(pathway: Pathway, offer: Offer, rule: AccessRule) -> Period | None:
    """The period of a rule; a beginning or end that does not lie inside the period of the offer is not the law's.

    None: the rule never holds while the offer exists.
    """
    exists = offer_period(pathway, offer)
    common = rule.period.intersection(exists)
    if common.valid_from and common.valid_to and common.valid_from > common.valid_to:
        return None
    begins, ends = rule.period.valid_from, rule.period.valid_to
    if begins is not None and exists.valid_from is not None and begins <= exists.valid_from:
        begins = None
    if ends is not None and exists.valid_to is not None and exists.valid_to <= ends:
        ends = None
    return Period(begins, ends)


def days_of_change(pathway: Pathway, question: Question, until: dt.date) -> dict[dt.date, tuple[str, ...]]:
    """Day → stations whose rules begin on it or ended the day before, for days after the question's up to `until`."""
    days: dict[dt.date, dict[str, None]] = {}
    for key in pathway.concept.stations:
        offer = pathway.offer(key)
        for rule in offer.access:
            period = law_period(pathway, offer, rule)
            if period is None or grade(offer, rule) > ADMITTED[question.reading]:
                continue
            ends = period.valid_to
            for day in (period.valid_from, None if ends is None else ends + DAY):
                if day is not None and question.date < day <= until:
                    days.setdefault(day, {})[key] = None
    return {day: tuple(days[day]) for day in sorted(days)}
