"""Rows of a sheet by their headings; formulas, error values and merged cells are named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from staffelstab.engine.errors import Location, Path
from staffelstab.engine.files.problems import ProblemList, shown, suggestion
from staffelstab.engine.files.workbook.cells import CellReader
from staffelstab.engine.files.workbook.layout import Column, Sheet, cell_name
from staffelstab.engine.files.workbook.scan import SheetFacts

HEADING_WITHIN = 20


@dataclass
class Row:
    """What one row says, and the cell of each of its values (empty cells too)."""

    entry: dict[str, Any]
    cells: dict[Path, str]
    number: int

    @property
    def cell(self) -> str:
        return next(iter(self.cells.values()), cell_name(self.number, 0))


@dataclass
class Grid:
    """The cells of a sheet as they were stored."""

    rows: list[list[Any]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    facts: SheetFacts = field(default_factory=SheetFacts)


class SheetReader:
    """Reads the rows of one sheet after finding its columns."""

    def __init__(self, sheet: Sheet, grid: Grid, file: str, problems: ProblemList) -> None:
        self.sheet = sheet
        self.grid = grid
        self.file = file
        self.problems = problems
        self.heading, self.columns = self._find_heading()
        self._check_columns()
        self._fill_merged()

    def location(self, cell: str | None = None) -> Location:
        return Location(self.file, sheet=self.sheet.name, cell=cell)

    def report(self, code: str, cell: str | None, **arguments: object) -> None:
        path = (self.sheet.name, cell) if cell else (self.sheet.name,)
        self.problems.report(code, path, self.location(cell), **arguments)

    def rows(self, cells: CellReader) -> Iterator[Row]:
        """Every row below the heading that is not empty."""
        if any(column.required and column not in self.columns.values() for column in self.sheet.columns):
            return
        for number in range(self.heading + 1, len(self.grid.rows)):
            if any(
                not _is_empty(self.grid.rows[number][at]) or self._has_error(number, at)
                for at in self.columns
            ):
                yield self._row(number, cells)

    def _row(self, number: int, cells: CellReader) -> Row:
        row = Row({}, {}, number)
        for at, column in self.columns.items():
            cell = cell_name(number, at)
            row.cells[column.path] = cell
            if self._stands_in_for_value(number, at, cell):
                continue

            def report(code: str, cell: str = cell, **arguments: object) -> None:
                self.report(code, cell, **arguments)

            value = cells.read(self.grid.rows[number][at], column, report)
            if value is not None:
                put(row.entry, column.path, value)
        return row

    def _has_error(self, number: int, at: int) -> bool:
        return (number, at) in self.grid.facts.errors or (number, at) in self.grid.facts.formulas

    def _stands_in_for_value(self, number: int, at: int, cell: str) -> bool:
        """Whether an error value or a formula without result stands where a value should."""
        place = (number, at)
        if place in self.grid.facts.errors:
            self.report("error-value", cell, found=shown(self.grid.facts.errors[place]))
            return True
        if place in self.grid.facts.formulas:
            value = self.grid.facts.formulas[place]
            code = "formula-without-value" if value is None else "formula-used"
            self.report(code, cell, **({} if value is None else {"value": shown(value)}))
            return value is None
        return False

    def _find_heading(self) -> tuple[int, dict[int, Column]]:
        """The row near the top in which most headings are found."""
        found = [self._columns_in(row) for row in self.grid.rows[:HEADING_WITHIN]]
        best = max(range(len(found)), key=lambda number: (len(found[number]), -number), default=0)
        return best, found[best] if found else {}

    def _columns_in(self, row: list[Any]) -> dict[int, Column]:
        headings = {
            spelling.casefold(): c for c in reversed(self.sheet.columns) for spelling in c.spellings()
        }
        columns: dict[int, Column] = {}
        for at, raw in enumerate(row):
            column = headings.get(_heading(raw))
            if column is not None and column not in columns.values():
                columns[at] = column
        return columns

    def _check_columns(self) -> None:
        for column in self.sheet.columns:
            if column.required and column not in self.columns.values():
                self.report("missing-column", None, column=column.heading)
        known = [column.heading for column in self.sheet.columns]
        spellings = {spelling.casefold() for column in self.sheet.columns for spelling in column.spellings()}
        for at, raw in enumerate(self.grid.rows[self.heading] if self.columns else []):
            cell, word = cell_name(self.heading, at), shown(raw)
            if at in self.columns or _is_empty(raw):
                continue
            if _heading(raw) in spellings:
                self.report("duplicate-column", cell, column=word)
            else:
                self.report("unknown-column", cell, column=word, suggestion=suggestion(word, known))

    def _fill_merged(self) -> None:
        """A value that spans several rows holds for each of them."""
        for (top, left), (bottom, right) in self.grid.merged:
            if bottom <= self.heading or not any(left <= at <= right for at in self.columns):
                continue
            name = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
            self.report("merged-cells", cell_name(top, left), range=name)
            for number in range(top + 1, min(bottom + 1, len(self.grid.rows))):
                self.grid.rows[number][left] = self.grid.rows[top][left]


def put(target: dict[str, Any], path: Path, value: Any) -> None:
    """Set a value below nested tables."""
    for part in path[:-1]:
        target = target.setdefault(str(part), {})
    target[str(path[-1])] = value


def _heading(raw: Any) -> str:
    return " ".join(str(raw).replace("*", " ").split()).casefold()


def _is_empty(raw: Any) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())
