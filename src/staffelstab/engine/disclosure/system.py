"""What an attacker knows, as equations: one unknown for each end of a figure, true value included."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from staffelstab.engine.disclosure.tables import Figure, Sum, Table

LEAST_THRESHOLD = 3
REACH = 10
"""Deviations are bounded by so many thresholds."""


class Label(StrEnum):
    SHOWN = "shown"
    SMALL = "small"
    LOCKED = "locked"
    UNSHOWN = "unshown"


@dataclass(frozen=True)
class Rule:
    """threshold: ends from 1 (or 0) to one below it are small."""

    threshold: int = 5
    zero_is_small: bool = False

    def __post_init__(self) -> None:
        if self.threshold < LEAST_THRESHOLD:
            raise ValueError(f"Below {LEAST_THRESHOLD} a label would say the count itself.")

    @property
    def lowest(self) -> int:
        return 0 if self.zero_is_small else 1

    @property
    def highest(self) -> int:
        return self.threshold - 1

    def is_small(self, end: int) -> bool:
        return self.lowest <= end <= self.highest

    def concerns(self, figure: Figure) -> bool:
        return any(self.is_small(end) for end in figure.ends)


@dataclass(frozen=True)
class Unknown:
    """One end of a figure, or both where they are equal. low/high: what its label lets an attacker assume."""

    figure: str
    value: int
    low: int
    high: int
    is_small: bool


@dataclass
class System:
    """unknowns; equations as (total, parts) over their indexes; ordered: pairs of low and high end of one figure."""

    rule: Rule
    unknowns: list[Unknown] = field(default_factory=list)
    of_figure: dict[str, list[int]] = field(default_factory=dict)
    equations: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    ordered: list[tuple[int, int]] = field(default_factory=list)

    def targets(self, table: Table) -> list[tuple[int, int, int]]:
        """(unknown, lowest, highest): values an attacker must not be able to rule out, neither below nor above."""
        sums = small_sums(table, self.rule)
        found = []
        for index, unknown in enumerate(self.unknowns):
            if unknown.is_small:
                locked = unknown.figure in sums
                low = unknown.value if locked else self.rule.lowest
                found.append((index, low, self.rule.threshold if locked else self.rule.highest))
        return found


def small_sums(table: Table, rule: Rule) -> set[str]:
    """Small figures that are sums of several small ones: labelled as locked, or their labels would say too much.

    Where zero is small, too, labels alone say nothing: each part may be the whole.
    """
    if rule.zero_is_small:
        return set()
    small = {key for key, figure in table.figures.items() if rule.concerns(figure) and figure.is_shown}
    return {each.total for each in table.sums if each.total in small and len(small & set(each.parts)) > 1}


def system_of(table: Table, rule: Rule) -> System:
    system = System(rule)
    locked_sums = small_sums(table, rule)
    for key, figure in table.figures.items():
        indexes = []
        for value in figure.ends:
            indexes.append(len(system.unknowns))
            system.unknowns.append(_unknown(figure, value, rule, is_locked=key in locked_sums))
        system.of_figure[key] = indexes
        if len(indexes) == 2:
            system.ordered.append((indexes[0], indexes[1]))
    for each in table.sums:
        for end in ("low", "high"):
            equation = _equation(table, system, each, end)
            if equation and equation not in system.equations:
                system.equations.append(equation)
    return system


def _unknown(figure: Figure, value: int, rule: Rule, *, is_locked: bool) -> Unknown:
    most = value + REACH * rule.threshold
    is_small = rule.is_small(value)
    if not figure.is_shown:
        return Unknown(figure.key, value, 0, most, is_small)
    if is_small:
        return Unknown(figure.key, value, rule.lowest, most if is_locked else rule.highest, is_small)
    return Unknown(figure.key, value, min(value, rule.threshold), most if value else 0, is_small)


def _equation(table: Table, system: System, each: Sum, end: str) -> tuple[int, tuple[int, ...]] | None:
    indexes = []
    for key in (each.total, *each.parts):
        figure = table.figures[key]
        value = getattr(figure, end)
        if value is None:
            return None
        indexes.append(system.of_figure[key][figure.ends.index(value)])
    return indexes[0], tuple(indexes[1:])
