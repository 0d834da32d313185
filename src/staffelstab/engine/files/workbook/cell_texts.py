"""One value of the document as it stands in a cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from staffelstab.engine.errors import Location, Path
from staffelstab.engine.files.problems import ProblemList
from staffelstab.engine.files.workbook import words
from staffelstab.engine.files.workbook.condition_text import condition_to_text
from staffelstab.engine.files.workbook.layout import CHOICES, SHEETS, STATEMENTS, Cell, Column, cell_name

LONGEST_CELL = 32_767
"""Characters that a spreadsheet keeps in one cell (counted as UTF-16)."""


def to_cell(entry: Mapping[str, Any], column: Column) -> str | int | float | dt.date | None:
    """What stands in a cell for a row; None for an empty cell."""
    value = _inside(entry, column.path)
    kind = STATEMENTS[entry["statement"]][1] if column.cell is Cell.RAW and value is not None else column.cell
    if value is False and kind is Cell.YES_UNLESS_NO:
        return words.NO[0]
    if value is None or value is False:
        return None
    if kind in CHOICES:
        return words.word_of(value, CHOICES[kind])
    if kind is Cell.DATE:
        return dt.date.fromisoformat(value)
    if kind is Cell.CONDITION:
        return condition_to_text(value)
    if value is True:
        return words.YES[0]
    if isinstance(value, float) and float(f"{value:.16G}") != value:
        return repr(value)  # a number in a cell has 16 digits; as text nothing is lost
    return _list_to_text(value, kind) if isinstance(value, list) else value


def _list_to_text(items: Sequence[Any], kind: Cell) -> str:
    if kind is not Cell.LINES:
        return ", ".join(map(str, items)) if items else words.NOWHERE[0]
    if any("\n" in item or item.startswith("- ") for item in items):
        return "\n".join("- " + item.replace("\n", "\n  ") for item in items)
    return "\n".join(items)


def _inside(entry: Mapping[str, Any], path: Path) -> Any:
    found: Any = entry
    for part in path:
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def check_lengths(rows: Mapping[str, list[dict[str, Any]]]) -> None:
    """Refuse to write what a spreadsheet would cut off."""
    problems = ProblemList()
    for sheet in SHEETS:
        for number, entry in enumerate(rows[sheet.name], start=1):
            for at, column in enumerate(sheet.columns):
                value = to_cell(entry, column)
                length = len(value.encode("utf-16-le")) // 2 if isinstance(value, str) else 0
                if length > LONGEST_CELL:
                    cell = cell_name(number, at)
                    here = Location(sheet=sheet.name, cell=cell)
                    path = (sheet.name, cell)
                    problems.report("cell-too-long", path, here, length=length, maximum=LONGEST_CELL)
    problems.raise_errors()
