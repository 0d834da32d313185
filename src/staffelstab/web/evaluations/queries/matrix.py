"""Where is what missing, for whom: rows are places or groups, columns are bundles, the worst row first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from staffelstab.web.documents.phrases import Span
from staffelstab.web.evaluations.pathway import BundleShares, Shares
from staffelstab.web.evaluations.phrases import WAY_SIGNS, WAY_WORDS
from staffelstab.web.evaluations.queries.figures import Figure
from staffelstab.web.evaluations.queries.modules import Bundle

PLACES, GROUPS = "places", "groups"
Group = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Cell:
    """One bundle in one row; `worst` is empty where the bundle is meant for nobody."""

    bundle: Bundle
    shares: BundleShares

    @property
    def is_meant(self) -> bool:
        return self.shares.meant.situations > 0

    @property
    def way_word(self) -> str:
        return str(WAY_WORDS.get(self.shares.worst, ""))

    @property
    def sign(self) -> str:
        return WAY_SIGNS.get(self.shares.worst, "")

    @property
    def is_missed(self) -> bool:
        return self.shares.missed.situations > 0


@dataclass(frozen=True)
class Line:
    """One row: `name` for people, `key` for addresses."""

    key: str
    name: str
    shares: Shares
    cells: tuple[Cell, ...]

    @property
    def share_without_way(self) -> int:
        """Percent of the situations, rounded up where there is any."""
        every = self.shares.everybody.situations
        return -(-100 * self.shares.without_way.situations // every) if every else 0


def group_key(group: Group) -> str:
    """How an address names a group: feature.value, joined by commas."""
    return ",".join(f"{feature}.{value}" for feature, value in group)


def lines_of(figure: Figure, rows: str) -> list[Line]:
    if figure.table is None:
        return []
    if rows == GROUPS:
        lines = [_line(figure, row, _group_name(figure, row)) for row in figure.table.groups]
    else:
        names = {str(place["key"]): str(place["name"]) for place in figure.concept.places}
        lines = [_line(figure, row, names.get(row.place, row.place)) for row in figure.table.places]
    return sorted(lines, key=_worst_first)


def _group_name(figure: Figure, row: Shares) -> str:
    return figure.table.group_words.get(row.group, "") if figure.table else ""


def _line(figure: Figure, row: Shares, name: str) -> Line:
    cells = tuple(Cell(bundle, row.bundles[bundle.key]) for bundle in figure.bundles)
    key = row.place if row.place and not row.group else group_key(row.group)
    return Line(key, name, row, cells)


def _worst_first(line: Line) -> tuple[int, float, int, str]:
    """By the lower end of the persons without a way, then the upper one; not known counts least."""
    lost = line.shares.without_way
    high = _upper(lost.persons)
    return (-(lost.persons.low or 0), -high, -lost.situations, line.name)


def _upper(persons: Span) -> float:
    if not persons.is_known:
        return 0
    return float("inf") if persons.high is None else persons.high


def line_with(lines: Sequence[Line], key: str) -> Line | None:
    return next((line for line in lines if line.key == key), None)
