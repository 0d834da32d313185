"""What all findings share: which profiles, how many persons, in which order, with which name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from staffelstab.engine.check.counts import Counts, Masks
from staffelstab.engine.check.finding import Code, Finding, Persons, ProfileSet, Severity, Witness
from staffelstab.engine.check.run import Area, Run
from staffelstab.engine.check.stories import Storyteller
from staffelstab.engine.check.tables import Bools, Bytes, Ints
from staffelstab.engine.model import CERTAINTY


class Gatherer:
    """Turns masks over the profiles of a run into the parts of a finding."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.stories = Storyteller(run)

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
    def _choices(self) -> list[tuple[str, bool, tuple[int, ...]]]:
        """Per attribute and clock: key, is it a clock, its positions or months at entry."""
        profiles, scales = self.run.profiles, self.run.pathway.scales
        listed = [(a.key, False, profiles.values[:, i]) for i, a in enumerate(scales.attributes)]
        listed += [(c.key, True, profiles.clocks[:, i]) for i, c in enumerate(scales.clocks)]
        return [(key, is_clock, tuple(int(v) for v in np.unique(column))) for key, is_clock, column in listed]

    @cached_property
    def _has(self) -> Bytes:
        """(all choices, P / 8) whether a profile has a choice, as packed bits."""
        profiles = self.run.profiles
        columns = np.concatenate([profiles.values, profiles.clocks], axis=1)
        rows = [columns[:, i] == v for i, (_, _, choices) in enumerate(self._choices) for v in choices]
        return np.packbits(np.array(rows, dtype=np.bool_).reshape(len(rows), len(profiles)), axis=1)

    def from_cases(self, per_area: Sequence[Bools]) -> dict[int, Bools]:
        """Masks over profiles from masks over cases, areas without any left out."""
        return {i: flags[self.run.cases.case_of] for i, flags in enumerate(per_area) if flags.any()}

    def profile_set(self, masks: Masks) -> ProfileSet:
        values: dict[str, tuple[str, ...]] = {}
        clocks: dict[str, tuple[int, ...]] = {}
        union = np.zeros(len(self.run.profiles), dtype=np.bool_)
        for mask in masks.values():
            union |= mask
        size, at = 1, 0
        occurs: Bools = np.asarray((self._has & np.packbits(union)).any(axis=1))
        for key, is_clock, choices in self._choices:
            there = [
                v for v, occurring in zip(choices, occurs[at : at + len(choices)], strict=True) if occurring
            ]
            at += len(choices)
            if is_clock:
                clocks[key] = tuple(there)
            else:
                attribute = self.run.pathway.scales.attribute(key)
                values[key] = tuple(attribute.values[v].key for v in there)
            size *= 1 if key in self.run.pathway.profiles.same_as else len(there)
        places = tuple(p for i in sorted(masks) for p in self.run.areas[i].places)
        count = sum(int(mask.sum()) * len(self.run.areas[i].places) for i, mask in masks.items())
        return ProfileSet(count, self.total, values, clocks, places, is_box=count == size * len(places))

    def persons(self, masks: Masks) -> Persons:
        return self.counts.persons(masks)

    def everybody(self) -> dict[int, Bools]:
        return {i: np.ones(len(self.run.profiles), dtype=np.bool_) for i in range(len(self.run.areas))}

    def shortest(self, masks: Masks, scores: Mapping[int, Ints] | None = None) -> tuple[Area, int]:
        """Area and profile number with the lowest score (over cases), the first in the order of the file."""
        best: tuple[int, int, int] | None = None
        for i, mask in masks.items():
            numbers = np.flatnonzero(mask)
            values = np.zeros(len(numbers), dtype=np.int64)
            if scores is not None:
                values = scores[i][self.run.cases.case_of[numbers]].astype(np.int64)
            at = int(values.argmin())
            candidate = (int(values[at]), i, int(numbers[at]))
            best = candidate if best is None else min(best, candidate)
        if best is None:
            raise ValueError("no profile is concerned")
        return self.run.areas[best[1]], best[2]

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
    ) -> Finding:
        """A finding with its profiles, persons and stable name (code.kind.about)."""
        return Finding(
            name=".".join([code.value, kind, *about]),
            code=code,
            kind=kind,
            severity=severity,
            profiles=self.profile_set(masks),
            persons=self.persons(masks),
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
        )
