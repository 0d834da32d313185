"""Figures and the sums between them: margins, hierarchies and linked tables are all nothing but sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from staffelstab.engine.errors import StaffelstabError

TOTAL = "*"


class UnfitTable(StaffelstabError):
    """The figures cannot be what they say: a sum does not add up, a key is missing or stands for two figures."""


@dataclass(frozen=True)
class Figure:
    """A count with two ends; None is open. `is_shown=False`: never printed, but nobody may compute it.

    cost: what is lost by holding it back; None means the usual loss. can_be_held=False: it was given out before.
    """

    key: str
    low: int | None
    high: int | None
    is_shown: bool = True
    cost: int | None = None
    can_be_held: bool = True

    @property
    def ends(self) -> tuple[int, ...]:
        return tuple({end: None for end in (self.low, self.high) if end is not None})


@dataclass(frozen=True)
class Sum:
    """This figure is the sum of those."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    figures: Mapping[str, Figure]
    sums: tuple[Sum, ...] = ()

    @staticmethod
    def of(figures: Iterable[Figure], sums: Iterable[Sum] = ()) -> Table:
        """Checked: keys are unique and known, ends in order, sums true at each end that is known everywhere."""
        by_key: dict[str, Figure] = {}
        for figure in figures:
            if by_key.setdefault(figure.key, figure) != figure:
                raise UnfitTable(f"{figure.key!r} stands for two figures.")
            _check_ends(figure)
        table = Table(by_key, tuple(dict.fromkeys(sums)))
        for each in table.sums:
            _check_sum(table, each)
        return table

    def joined(self, other: Table) -> Table:
        """Both tables; the same key is the same figure."""
        return Table.of([*self.figures.values(), *other.figures.values()], [*self.sums, *other.sums])


def _check_ends(figure: Figure) -> None:
    if any(end < 0 for end in figure.ends):
        raise UnfitTable(f"{figure.key!r} is negative.")
    if figure.low is not None and figure.high is not None and figure.high < figure.low:
        raise UnfitTable(f"The high end of {figure.key!r} lies below the low one.")


def _check_sum(table: Table, each: Sum) -> None:
    missing = [key for key in (each.total, *each.parts) if key not in table.figures]
    if missing or not each.parts or each.total in each.parts or len(set(each.parts)) < len(each.parts):
        raise UnfitTable(f"The sum {each.total!r} names no, unknown or repeated figures: {missing}.")
    for end in ("low", "high"):
        total = getattr(table.figures[each.total], end)
        parts = [getattr(table.figures[part], end) for part in each.parts]
        if total is not None and None not in parts and total != sum(parts):
            raise UnfitTable(f"The {end} ends of {each.total!r} do not add up: {total} is not {sum(parts)}.")


def cross_table(name: str, counts: Mapping[tuple[str, ...], int]) -> Table:
    """A table of any number of directions with all its margins. Keys: ``name/row/column``, ``*`` for a margin."""
    directions = list(zip(*counts, strict=True))
    values = [list(dict.fromkeys(direction)) for direction in directions]
    figures, sums = [], []
    for place in product(*([*known, TOTAL] for known in values)):
        inside = [
            n for at, n in counts.items() if all(b in (TOTAL, a) for a, b in zip(at, place, strict=True))
        ]
        if place in counts or TOTAL in place:
            figures.append(Figure(_key(name, place), sum(inside), sum(inside)))
    known_keys = {figure.key for figure in figures}
    for place in product(*([*known, TOTAL] for known in values)):
        for axis, known in enumerate(values):
            if place[axis] == TOTAL:
                parts = [_key(name, (*place[:axis], value, *place[axis + 1 :])) for value in known]
                sums.append(Sum(_key(name, place), tuple(part for part in parts if part in known_keys)))
    return Table.of(figures, [each for each in sums if each.parts])


def hierarchy(name: str, counts: Mapping[str, int], parents: Mapping[str, str]) -> Table:
    """Counts of the lowest level summed upwards, for example municipality → district → state."""
    children: dict[str, list[str]] = {}
    for child, parent in parents.items():
        children.setdefault(parent, []).append(child)

    def count(node: str) -> int:
        return counts[node] if node in counts else sum(count(child) for child in children.get(node, ()))

    nodes = dict.fromkeys([*counts, *parents, *parents.values()])
    figures = [Figure(f"{name}/{node}", count(node), count(node)) for node in nodes]
    sums = [Sum(f"{name}/{p}", tuple(f"{name}/{c}" for c in kids)) for p, kids in children.items()]
    return Table.of(figures, sums)


def _key(name: str, place: tuple[str, ...]) -> str:
    return "/".join((name, *place))
