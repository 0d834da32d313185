"""How many persons: what the stated needs say about a set of profiles, and nothing more.

Needs may overlap ("120 with a Duldung", "35 of them under a work ban"). Below, only needs that cannot speak of the
same person are added up; above, only needs that leave none of the concerned profiles uncounted. So the number is never
too high below and never too low above.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from staffelstab.engine.check.finding import Persons
from staffelstab.engine.check.kernel.tables import Bools
from staffelstab.engine.check.profiles import all_profiles, as_bits
from staffelstab.engine.check.run import Run
from staffelstab.engine.model import Need

Masks = Mapping[int, Bools]
"""Number of the area → (P,) which profiles are concerned there."""


@dataclass(frozen=True)
class Counted:
    """A need with what it speaks of: profiles (as bits), places; `whole`: the question covers all of it."""

    need: Need
    fits: int
    places: frozenset[str]
    whole: bool

    def may_share_persons_with(self, other: Counted) -> bool:
        return bool(self.places & other.places) and bool(self.fits & other.fits)


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
            self.needs.append(Counted(need, as_bits(fits), places & asked, whole))
        self._alike = [Counter(self._speaking(place) for place in area.places) for area in run.areas]

    def _speaking(self, place: str) -> frozenset[int]:
        """Which needs speak of a place."""
        return frozenset(number for number, counted in enumerate(self.needs) if place in counted.places)

    def persons(self, masks: Masks) -> Persons:
        """At least needs all of whose profiles are concerned; at most needs that speak of all concerned profiles."""
        return self.of_bits({i: as_bits(mask) for i, mask in masks.items()})

    def of_bits(self, concerned: Mapping[int, int]) -> Persons:
        """The same for masks as bits: number of the area → bits of the profiles."""
        cells = [self._cells(concerned, number) for number in range(len(self.needs))]
        touched = [number for number, count in enumerate(cells) if count]
        needs = [self.needs[number] for number in touched]
        if all(c.need.minimum is None and c.need.maximum is None for c in needs):
            return Persons(None, None)
        complete = [c for n, c in zip(touched, needs, strict=True) if c.whole and cells[n] == _size(c)]
        return Persons(_sum_of_disjoint(complete), self._upper(concerned, touched))

    def _cells(self, concerned: Mapping[int, int], number: int) -> int:
        fits = self.needs[number].fits
        return sum(
            (bits & fits).bit_count() * sum(n for speaking, n in self._alike[i].items() if number in speaking)
            for i, bits in concerned.items()
        )

    def _upper(self, concerned: Mapping[int, int], touched: Sequence[int]) -> int | None:
        """Sum of few counts that together speak of all concerned profiles; None when nobody counted some of them or
        a count that cannot be left out is open above.
        """
        if not self._speak_of_all(concerned, touched):
            return None
        needed = list(touched)
        for number in sorted(touched, key=lambda n: _open_above_then_largest(self.needs[n])):
            others = [n for n in needed if n != number]
            if self._speak_of_all(concerned, others):
                needed = others
        known = [m for n in needed if (m := self.needs[n].need.maximum) is not None]
        return sum(known) if len(known) == len(needed) else None

    def _speak_of_all(self, concerned: Mapping[int, int], counts: Sequence[int]) -> bool:
        return not any(
            bits & ~reduce(or_, (self.needs[n].fits for n in counts if n in speaking), 0)
            for i, bits in concerned.items()
            for speaking in self._alike[i]
        )


def _size(counted: Counted) -> int:
    return counted.fits.bit_count() * len(counted.places)


def _open_above_then_largest(counted: Counted) -> float:
    return float("-inf") if counted.need.maximum is None else -counted.need.maximum


def _sum_of_disjoint(counts: Sequence[Counted]) -> int:
    """Sum of the minima of counts of which no two can speak of the same person, the largest first."""
    chosen: list[Counted] = []
    for counted in sorted(counts, key=lambda c: -(c.need.minimum or 0)):
        if not any(counted.may_share_persons_with(other) for other in chosen):
            chosen.append(counted)
    return sum(c.need.minimum or 0 for c in chosen)
