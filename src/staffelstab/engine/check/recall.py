"""What was told before and is still true: findings whose columns of results, inputs and stories did not change."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field

from staffelstab.engine.check.asides import Asides
from staffelstab.engine.check.changes import Comes
from staffelstab.engine.check.finding import Finding, Persons, ProfileSet
from staffelstab.engine.check.kernel.tables import Bools
from staffelstab.engine.check.ways import Notes

Column = tuple[str, int]
"""A field of the results of an area and the number of a column in it."""
Concerned = tuple[tuple[tuple[str, ...], int], ...]
"""Per area its places and the profiles concerned there, as bits."""


@dataclass(frozen=True)
class Told:
    """Findings with all that they rest on: columns of results (by content), other inputs, and their stories."""

    findings: tuple[Finding, ...]
    inputs: Hashable
    notes: Notes


@dataclass
class Memory:
    """What one report told. `answers`: per area and
    case; `described`: which profiles and persons stand behind a mask."""

    asides: Asides
    answers: MutableMapping[str, list[Bools]] = field(default_factory=dict)
    told: MutableMapping[Hashable, Told] = field(default_factory=dict)
    described: MutableMapping[Concerned, tuple[ProfileSet, Persons]] = field(default_factory=dict)


@dataclass(frozen=True)
class Difference:
    """What is different from the report before, for areas and stations that are the same.

    columns: field of the results → (K,) which columns have other values; cases: per area (R,) which cases may have
    other ways; stations: of which stories would say something else; doors: whether any door is another;
    comes: see `changes.Comes`.
    """

    columns: Mapping[str, Bools]
    cases: Sequence[Bools]
    stations: frozenset[str]
    doors: bool
    comes: Comes

    def leaves(self, told: Told, columns: Sequence[Column], inputs: Hashable) -> bool:
        """Whether what was told is still word for word true."""
        notes = told.notes
        return (
            told.inputs == inputs
            and not any(self.columns[name][number] for name, number in columns)
            and not (self.doors and notes.looked_at_all)
            and self.stations.isdisjoint(notes.seen)
            and not any(self.cases[area][case] for area, case in notes.stood)
        )
