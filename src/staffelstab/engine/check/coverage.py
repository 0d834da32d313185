"""Need against ways: who gets where, by place, by group and by bundle of stations (docs/background/gap.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import reduce
from operator import or_

import numpy as np

from staffelstab.engine.check.area_results import AreaResults
from staffelstab.engine.check.counts import Counts
from staffelstab.engine.check.finding import Finding, Persons
from staffelstab.engine.check.findings import gap_without_module, module_without_gap
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.ground import grade
from staffelstab.engine.check.kernel.tables import Bools
from staffelstab.engine.check.run import GAP_KINDS, Area, Run, cells
from staffelstab.engine.model import ADMITTED, Offer

Bundles = Mapping[str, Sequence[str]]
"""Name of a bundle → keys of its stations."""


class Way(StrEnum):
    """How far a profile gets; exactly one holds."""

    OPEN = "open"
    WAITING = "waiting"
    LATE = "late"
    NONE = "none"


@dataclass(frozen=True)
class Share:
    """A part of the profiles of a row, and the persons it stands for."""

    profiles: int
    persons: Persons


@dataclass(frozen=True)
class Bundled:
    """For whom a bundle is meant, who of them does not get there, and which ways they have."""

    meant: Share
    missed: Share
    without_way: Share
    ways: Mapping[Way, Share]


@dataclass(frozen=True)
class Row:
    """One place, one group, or everybody. `place`: None = all places asked for."""

    everybody: Share
    without_way: Share
    ways: Mapping[Way, Share]
    bundles: Mapping[str, Bundled]
    place: str | None = None
    group: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Coverage:
    """The answer: everybody, each place, and each group (in the one place that was asked for, or in all)."""

    whole: Row
    places: tuple[Row, ...]
    groups: tuple[Row, ...]


def coverage(run: Run, bundles: Bundles, *, place: str | None = None) -> Coverage:
    """Of a run that has searched. `place`: only there; the needs of other places then do not count."""
    spots = {
        key: _Spot(run, bundles, area, results, key) for area, results in cells(run) for key in area.places
    }
    if place is not None:
        spot = spots[place]
        return Coverage(spot.row(), (), tuple(spot.row(group, of) for group, of in Gatherer(spot.run).groups))
    whole = _Spot.of_all(run, bundles)
    groups = tuple(whole.row(group, of) for group, of in Gatherer(run).groups)
    ordered = [p.key for p in run.pathway.places if p.key in spots] or list(spots)
    return Coverage(whole.row(), tuple(spots[key].row() for key in ordered), groups)


def modules_against_gaps(run: Run, available: Sequence[Offer] = ()) -> tuple[Finding, ...]:
    """Modules without a gap and gaps without a module, as a thorough check tells them; `available` as in `check`."""
    gather = Gatherer(run)
    return (*module_without_gap.findings(gather), *gap_without_module.findings(gather, available))


class _Spot:
    """One place, or all of them: masks (P,) over the profiles per area, and the counting that belongs to them."""

    def __init__(
        self, run: Run, bundles: Bundles, area: Area | None, results: AreaResults | None, place: str | None
    ) -> None:
        if area is not None and results is not None and place is not None:
            run = replace(run, areas=(Area((place,), area.serves),), results=[results])
        self.run, self.place = run, place
        self.counts = Counts(run)
        self.ways = [_ways(run, found) for _, found in cells(run)]
        self.meant, self.missed = {}, {}
        for name, stations in bundles.items():
            started = [_started(run, found, stations) for _, found in cells(run)]
            fits = _fits(run, [run.pathway.offer(key) for key in stations])
            self.meant[name] = [fits | each for each in started]
            self.missed[name] = [fits & ~each for each in started]

    @classmethod
    def of_all(cls, run: Run, bundles: Bundles) -> _Spot:
        return cls(run, bundles, None, None, None)

    def row(self, group: Mapping[str, str] | None = None, of: Bools | None = None) -> Row:
        among = np.ones(len(self.run.profiles), dtype=np.bool_) if of is None else of
        everybody = [among] * len(self.run.areas)
        ways = {way: self._share([among & found[way] for found in self.ways]) for way in Way}
        lost = [among & (found[Way.LATE] | found[Way.NONE]) for found in self.ways]
        bundles = {name: self._bundled(name, among) for name in self.meant}
        return Row(self._share(everybody), self._share(lost), ways, bundles, self.place, dict(group or {}))

    def _bundled(self, name: str, among: Bools) -> Bundled:
        meant = [among & mask for mask in self.meant[name]]
        missed = [among & mask for mask in self.missed[name]]
        ways = {
            way: self._share([mask & found[way] for mask, found in zip(meant, self.ways, strict=True)])
            for way in Way
        }
        lost = [
            mask & (found[Way.LATE] | found[Way.NONE]) for mask, found in zip(meant, self.ways, strict=True)
        ]
        return Bundled(self._share(meant), self._share(missed), self._share(lost), ways)

    def _share(self, masks: Sequence[Bools]) -> Share:
        profiles = sum(
            int(mask.sum()) * len(area.places) for mask, area in zip(masks, self.run.areas, strict=True)
        )
        if not profiles:
            return Share(0, Persons(0, 0))
        return Share(profiles, self.counts.persons(dict(enumerate(masks))))


def _ways(run: Run, found: AreaResults) -> Mapping[Way, Bools]:
    """(P,) which way each profile has."""
    gap = found.gap[run.cases.case_of]
    at_start: Bools = np.any(found.waiting[:, 0, :] > 0, axis=1)
    waits = at_start[run.cases.case_of]
    late, none = gap == GAP_KINDS.index("horizon"), (gap > 0) & (gap != GAP_KINDS.index("horizon"))
    reached = gap == 0
    return {Way.OPEN: reached & ~waits, Way.WAITING: reached & waits, Way.LATE: late, Way.NONE: none}


def _started(run: Run, found: AreaResults, stations: Sequence[str]) -> Bools:
    """(P,) who starts one of the stations within the horizon."""
    numbers = [i for i, offer in enumerate(run.compiled.offers) if offer.key in set(stations)]
    cases: Bools = np.any(found.started[:, numbers] > 0, axis=1)
    return cases[run.cases.case_of]


def _fits(run: Run, offers: Sequence[Offer]) -> Bools:
    """(P,) who meets at entry a rule that counts on the day."""
    admitted, date = ADMITTED[run.question.reading], run.question.date
    rules = [
        rule
        for offer in offers
        for rule in offer.access
        if grade(offer, rule) <= admitted and rule.period.contains(date)
    ]
    nobody = np.zeros(len(run.profiles), dtype=np.bool_)
    return reduce(or_, (run.profiles.fitting(rule.when, date) for rule in rules), nobody)
