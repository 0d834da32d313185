"""What all findings share: which profiles, how many persons, in which order, with which name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property, reduce
from operator import or_

import numpy as np

from staffelstab.engine.check.area_results import AreaResults
from staffelstab.engine.check.asides import Asides
from staffelstab.engine.check.counts import Counts, Masks
from staffelstab.engine.check.finding import Code, Finding, Persons, ProfileSet, Severity, Witness
from staffelstab.engine.check.kernel.tables import Bools, Ints
from staffelstab.engine.check.profiles import as_bits
from staffelstab.engine.check.recall import Column, Concerned, Difference, Memory, Told
from staffelstab.engine.check.run import Area, Run, cells
from staffelstab.engine.check.stories import Storyteller
from staffelstab.engine.check.ways import Notes
from staffelstab.engine.model import CERTAINTY


class Gatherer:
    """Turns masks over the profiles of a run into the parts of a finding.

    `memory`, `difference`: what the report before told and what is different since; then what is still true is told
    again instead of being worked out.
    """

    def __init__(self, run: Run, memory: Memory | None = None, difference: Difference | None = None) -> None:
        self.run = run
        self.stories = Storyteller(run)
        self._started: dict[int, list[int]] = {}
        self.before, self.difference = memory, difference
        self.asides = Asides(
            run, None if memory is None else memory.asides, None if difference is None else difference.comes
        )
        self.memory = Memory(asides=self.asides, described={} if memory is None else memory.described)

    @cached_property
    def places(self) -> tuple[str, ...]:
        return tuple(key for area in self.run.areas for key in area.places)

    @cached_property
    def total(self) -> int:
        return len(self.run.profiles) * len(self.places)

    @cached_property
    def counts(self) -> Counts:
        return Counts(self.run)

    @cached_property
    def groups(self) -> list[tuple[dict[str, str], Bools]]:
        """Every combination of values of the grouping attributes that occurs, with its (P,) profiles."""
        return self.run.profiles.groups

    def recall(
        self,
        key: Hashable,
        columns: Sequence[Column],
        make: Callable[[], Iterable[Finding]],
        inputs: Hashable = None,
    ) -> tuple[Finding, ...]:
        """The findings that `make` gives, or those the report before gave if nothing they rest on is different.

        They may rest on `columns` of the results, on `inputs`, and on the stories told while they are made.
        """
        told = None if self.before is None else self.before.told.get(key)
        if told is None or self.difference is None or not self.difference.leaves(told, columns, inputs):
            self.stories.notes = Notes()
            told = Told(tuple(make()), inputs, self.stories.notes)
        self.memory.told[key] = told
        return told.findings

    def per_case(self, name: str, search: Callable[[Area, AreaResults, Bools], Bools]) -> list[Bools]:
        """Per area (R,) a yes or no that follows from the ways of each case: `search(area, results, among)`, asked only
        about those whose ways may be others than in the report before. Twins have the same answer.
        """
        answers: list[Bools] = []
        for number, (area, results) in enumerate(cells(self.run)):
            twins = (n for n in range(number) if self.run.results[n].too_many is results.too_many)
            if (twin := next(twins, None)) is not None:
                answers.append(answers[twin])
                continue
            among = np.ones(len(self.run.cases), dtype=np.bool_)
            if self.before is None or self.difference is None or name not in self.before.answers:
                answers.append(search(area, results, among))
                continue
            among = self.difference.cases[number]
            kept = self.before.answers[name][number]
            answers.append(np.where(among, search(area, results, among), kept) if among.any() else kept)
        self.memory.answers[name] = answers
        return answers

    def occurs(self, name: str, number: int) -> bool:
        """Whether a column of the results concerns anybody."""
        return bool(self._occurring(name)[number])

    def _occurring(self, name: str) -> Bools:
        if name not in self._occurs:
            self._occurs[name] = np.any([found.occurring(name) for _, found in cells(self.run)], axis=0)
        return self._occurs[name]

    @cached_property
    def _occurs(self) -> dict[str, Bools]:
        return {}

    def started(self, station: int) -> list[int]:
        """Per area which cases (R,) start a station, as bits."""
        if station not in self._started:
            self._started[station] = [as_bits(found.started[:, station] > 0) for _, found in cells(self.run)]
        return self._started[station]

    def from_cases(self, per_area: Sequence[Bools]) -> dict[int, Bools]:
        """Masks over profiles from masks over cases, areas without any left out."""
        return {i: self.run.cases.of_profiles(flags) for i, flags in enumerate(per_area) if flags.any()}

    def _described(self, masks: Masks) -> tuple[ProfileSet, Persons]:
        key = self.bits(masks)
        concerned = dict(zip(masks, (bits for _, bits in key), strict=True))
        if key not in self.memory.described:
            self.memory.described[key] = self._profile_set(concerned), self.counts.of_bits(concerned)
        return self.memory.described[key]

    def bits(self, masks: Masks) -> Concerned:
        """Masks by what they say: the places of each area and the profiles concerned there."""
        return tuple((self.run.areas[i].places, as_bits(mask)) for i, mask in masks.items())

    def profile_set(self, masks: Masks) -> ProfileSet:
        return self._described(masks)[0]

    def _profile_set(self, concerned: Mapping[int, int]) -> ProfileSet:
        values: dict[str, tuple[str, ...]] = {}
        clocks: dict[str, tuple[int, ...]] = {}
        union = reduce(or_, concerned.values(), 0)
        size = 1
        for choice, there in self.run.profiles.occurring(union):
            if choice.is_clock:
                clocks[choice.key] = there
            else:
                values[choice.key] = there
            size *= 1 if choice.key in self.run.pathway.profiles.same_as else len(there)
        places = tuple(p for i in sorted(concerned) for p in self.run.areas[i].places)
        count = sum(bits.bit_count() * len(self.run.areas[i].places) for i, bits in concerned.items())
        return ProfileSet(count, self.total, values, clocks, places, is_box=count == size * len(places))

    def persons(self, masks: Masks) -> Persons:
        return self._described(masks)[1]

    def everybody(self) -> dict[int, Bools]:
        return {i: np.ones(len(self.run.profiles), dtype=np.bool_) for i in range(len(self.run.areas))}

    def shortest(self, masks: Masks, scores: Mapping[int, Ints] | None = None) -> tuple[Area, int]:
        """Area and profile number with the lowest score (over cases), the first in the order of the file."""
        if not masks:
            raise ValueError("no profile is concerned")
        if scores is None:
            first = min(masks)
            return self.run.areas[first], int(masks[first].argmax())
        candidates: list[tuple[int, int, int]] = []
        for i, mask in masks.items():
            numbers = np.flatnonzero(mask)
            values = scores[i][self.run.cases.case_of[numbers]]
            at = int(values.argmin())
            candidates.append((int(values[at]), i, int(numbers[at])))
        _, area, number = min(candidates)
        return self.run.areas[area], number

    def rests_on_conditions(self, witness: Witness | None) -> bool:
        """Whether the story goes through a door that is open only under conditions nobody has checked."""
        if witness is None:
            return False
        steps = [*witness.way, *witness.circle, *([witness.next_step] if witness.next_step else [])]
        return any(s.conditions or CERTAINTY[s.verdict] > 0 for s in steps)

    def finding(
        self,
        *,
        code: Code,
        kind: str,
        severity: Severity,
        masks: Masks,
        about: Sequence[str],
        witness: Witness | None,
        stations: Sequence[str] = (),
        transition: tuple[str, str] | None = None,
        missing_parts: Sequence[str] = (),
        funding: str | None = None,
        group: Mapping[str, str] | None = None,
        waiting_months: int | None = None,
        open_if_lenient: int = 0,
        agreement: str = "",
        organisations: Sequence[str] = (),
        day: dt.date | None = None,
    ) -> Finding:
        """A finding with its profiles, persons and stable name (code.kind.about)."""
        profiles, persons = self._described(masks)
        return Finding(
            name=".".join([code.value, kind, *about]),
            code=code,
            kind=kind,
            severity=severity,
            profiles=profiles,
            persons=persons,
            reading=self.run.question.reading,
            stations=tuple(stations),
            transition=transition,
            missing_parts=tuple(missing_parts),
            funding=funding,
            group=dict(group or {}),
            waiting_months=waiting_months,
            open_if_lenient=open_if_lenient,
            rests_on_conditions=self.rests_on_conditions(witness),
            witness=witness,
            agreement=agreement,
            organisations=tuple(organisations),
            day=day,
        )
