"""What a foreign file holds: tables of plain text, every value with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from staffelstab.engine.errors import Location, Problem
from staffelstab.engine.files.workbook.layout import cell_name


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as people see it (line of a text, row of a sheet, entry of a list), and its cells."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not any(self.cells)

    def filled(self) -> Iterator[int]:
        return (at for at, cell in enumerate(self.cells) if cell)


@dataclass(frozen=True)
class Table:
    """``headings`` are unique; every line has as many cells. ``notes``: what stood above, between and below."""

    name: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[Line, ...] = ()
    doubts: tuple[Problem, ...] = ()
    is_hidden: bool = False
    in_cells: bool = False
    columns: tuple[int, ...] = ()
    """Where each heading stood in the file, counted from 0."""

    def address(self, number: int, at: int) -> str:
        """``C5`` in a sheet, ``12`` (the line) elsewhere."""
        column = self.columns[at] if self.columns else at
        return cell_name(number - 1, column) if self.in_cells else str(number)


@dataclass(frozen=True)
class ForeignFile:
    name: str
    kind: str
    tables: tuple[Table, ...]

    @property
    def doubts(self) -> tuple[Problem, ...]:
        return tuple(doubt for table in self.tables for doubt in table.doubts)


def location_in(file: str, table: Table, number: int, at: int) -> Location:
    if table.in_cells:
        return Location(file, sheet=table.name, cell=table.address(number, at))
    return Location(file, line=number)
