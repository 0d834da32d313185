"""How many persons: what the stated needs say about a set of profiles, and nothing more.

Needs may overlap ("120 with a Duldung", "35 of them under a work ban"). Below, only needs that cannot speak of the
same person are added up; above, only needs that leave none of the concerned profiles uncounted. So the number is never
too high below and never too low above.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from staffelstab.engine.check.finding import Persons
from staffelstab.engine.check.profiles import all_profiles
from staffelstab.engine.check.run import Run
from staffelstab.engine.check.tables import Bools
from staffelstab.engine.model import Need

Masks = Mapping[int, Bools]
"""Number of the area → (P,) which profiles are concerned there."""


@dataclass(frozen=True)
class Counted:
    """A need with what it speaks of: profiles, places; `whole`: the question covers all of it."""

    need: Need
    fits: Bools
    places: frozenset[str]
    whole: bool

    def may_share_persons_with(self, other: Counted) -> bool:
        return bool(self.places & other.places) and bool((self.fits & other.fits).any())


class Counts:
    """Answers for one run how many persons a set of profiles stands for."""

    def __init__(self, run: Run) -> None:
        self.run = run
        asked = frozenset(place for area in run.areas for place in area.places)
        known = frozenset(p.key for p in run.pathway.places) or frozenset({""})
        everybody = (
            all_profiles(run.pathway, replace(run.question, only={})) if run.question.only else run.profiles
        )
        self.needs = []
        for need in run.pathway.needs:
            places = known if need.places is None else frozenset(need.places)
            fits = run.profiles.fitting(need.when, run.question.date)
            all_fitting = everybody.fitting(need.when, run.question.date)
            whole = places <= asked and int(fits.sum()) == int(all_fitting.sum())
            self.needs.append(Counted(need, fits, places & asked, whole))

    def persons(self, masks: Masks) -> Persons:
        """At least needs all of whose profiles are concerned; at most needs that speak of all concerned profiles."""
        touched = [c for c in self.needs if self._cells(masks, c)]
        if all(c.need.minimum is None and c.need.maximum is None for c in touched):
            return Persons(None, None)
        complete = [c for c in touched if c.whole and self._cells(masks, c) == self._size(c)]
        return Persons(_sum_of_disjoint(complete), self._upper(masks, touched))

    def _cells(self, masks: Masks, counted: Counted) -> int:
        return sum(
            int((mask & counted.fits).sum()) * len(counted.places & set(self.run.areas[i].places))
            for i, mask in masks.items()
        )

    def _size(self, counted: Counted) -> int:
        return int(counted.fits.sum()) * len(counted.places)

    def _upper(self, masks: Masks, touched: Sequence[Counted]) -> int | None:
        """Sum of few counts that together speak of all concerned profiles; None when nobody counted some of them or
        a count that cannot be left out is open above.
        """
        if not self._speak_of_all(masks, touched):
            return None
        needed = list(touched)
        for counted in sorted(touched, key=_open_above_then_largest):
            others = [c for c in needed if c is not counted]
            if self._speak_of_all(masks, others):
                needed = others
        known = [c.need.maximum for c in needed if c.need.maximum is not None]
        return sum(known) if len(known) == len(needed) else None

    def _speak_of_all(self, masks: Masks, counts: Sequence[Counted]) -> bool:
        for i, mask in masks.items():
            for place in self.run.areas[i].places:
                fits = [c.fits for c in counts if place in c.places]
                if (mask & ~np.any(fits, axis=0) if fits else mask).any():
                    return False
        return True


def _open_above_then_largest(counted: Counted) -> float:
    return float("-inf") if counted.need.maximum is None else -counted.need.maximum


def _sum_of_disjoint(counts: Sequence[Counted]) -> int:
    """Sum of the minima of counts of which no two can speak of the same person, the largest first."""
    chosen: list[Counted] = []
    for counted in sorted(counts, key=lambda c: -(c.need.minimum or 0)):
        if not any(counted.may_share_persons_with(other) for other in chosen):
            chosen.append(counted)
    return sum(c.need.minimum or 0 for c in chosen)
