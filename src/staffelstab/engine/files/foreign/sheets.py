"""Workbooks of others: values as text, with what hides in cells named: formulas, errors, merged cells, dates."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import python_calamine

from staffelstab.engine.errors import Location, Problem
from staffelstab.engine.files.foreign.table import Line
from staffelstab.engine.files.foreign.text_files import MOST_CELLS, MOST_COLUMNS, MOST_LINES, clean
from staffelstab.engine.files.problems import fail, shown
from staffelstab.engine.files.workbook.layout import cell_name
from staffelstab.engine.files.workbook.package import Package
from staffelstab.engine.files.workbook.scan import (
    SheetDamaged,
    SheetFacts,
    SheetTooLarge,
    scan_sheet,
    sheet_parts,
)

LARGEST_EXACT = 2**53
MOST_DOUBTS = 50
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_IN_NEED_OF_A_SCAN = re.compile(rb'<(?:\w+:)?f[\s>/]|t="e"')

Sheet = tuple[str, bool, tuple[Line, ...], tuple[Problem, ...]]


def read_sheets(content: bytes, name: str) -> list[Sheet]:
    """Each sheet: its name, whether it is hidden, its lines, and what is doubtful in it."""
    package = Package(content, name)
    try:
        parts = sheet_parts(package.parts)
    except SheetDamaged:
        raise fail("workbook-damaged", Location(name), member="workbook") from None
    facts = {sheet: _facts(package.parts.get(part, b""), name, sheet) for sheet, part in parts.items()}
    try:
        with python_calamine.CalamineWorkbook.from_filelike(package.repacked()) as workbook:
            return [
                _sheet(workbook, meta, facts.get(meta.name, SheetFacts()), name)
                for meta in workbook.sheets_metadata
                if meta.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
    except (python_calamine.CalamineError, ValueError, OSError):
        raise fail("workbook-damaged", Location(name), member="workbook") from None


def _facts(content: bytes, file: str, sheet: str) -> SheetFacts:
    """Only sheets with formulas or errors are read a second time; every one is measured first."""
    here = Location(file, sheet=sheet)
    rows = columns = cells = 0
    for match in _CELL.finditer(content):
        cells += 1
        rows, columns = max(rows, int(match[2])), max(columns, _column(match[1]))
    if cells > MOST_CELLS or rows > 20 * MOST_LINES or rows * columns > 4 * MOST_CELLS:
        raise fail("sheet-too-large", here, sheet=sheet, maximum=MOST_CELLS)
    if not _IN_NEED_OF_A_SCAN.search(content):
        return SheetFacts()
    try:
        return scan_sheet(content, most_cells=MOST_CELLS, most_area=4 * MOST_CELLS)
    except SheetTooLarge:
        raise fail("sheet-too-large", here, sheet=sheet, maximum=MOST_CELLS) from None
    except SheetDamaged:
        raise fail("workbook-damaged", here, member=shown(sheet)) from None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet(workbook: Any, meta: Any, facts: SheetFacts, file: str) -> Sheet:
    sheet = workbook.get_sheet_by_name(meta.name)
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    while rows and not any(value not in (None, "") for value in rows[-1]):
        rows.pop()
    here = Location(file, sheet=meta.name)
    if len(rows) > MOST_LINES or max(map(len, rows), default=0) > MOST_COLUMNS:
        raise fail("sheet-too-large", here, sheet=meta.name, maximum=MOST_LINES)
    doubts = _Doubts(file, meta.name)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        _fill(rows, top, left, bottom, right, doubts)
    _name_formulas(rows, facts, doubts)
    lines = tuple(Line(number, tuple(map(text_of, row))) for number, row in enumerate(rows, start=1))
    is_hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
    return meta.name, is_hidden, lines, tuple(doubts.found)


class _Doubts:
    def __init__(self, file: str, sheet: str) -> None:
        self.file, self.sheet, self.found = file, sheet, list[Problem]()

    def add(self, code: str, row: int, column: int, **arguments: str) -> None:
        if len(self.found) < MOST_DOUBTS:
            here = Location(self.file, sheet=self.sheet, cell=cell_name(row, column))
            self.found.append(Problem(code, (), arguments, here, is_warning=True))


def _fill(rows: list[list[Any]], top: int, left: int, bottom: int, right: int, doubts: _Doubts) -> None:
    """A value that spans several rows holds for each of them; across columns it stays where it is."""
    if top >= len(rows) or left >= len(rows[top]) or rows[top][left] in (None, ""):
        return
    if bottom > top:
        area = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
        doubts.add("merged-cells", top, left, range=area)
    for number in range(top + 1, min(bottom + 1, len(rows))):
        if left < len(rows[number]):
            rows[number][left] = rows[top][left]


def _name_formulas(rows: list[list[Any]], facts: SheetFacts, doubts: _Doubts) -> None:
    for (row, column), error in facts.errors.items():
        doubts.add("error-value", row, column, found=shown(error))
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = ""
    for (row, column), value in facts.formulas.items():
        if (row, column) in facts.errors:
            continue
        if value is None:
            doubts.add("formula-without-value", row, column)
        else:
            doubts.add("formula-used", row, column, value=shown(value))


def text_of(raw: Any) -> str:
    """The value as a German reader would type it; dates in the international way, because they are unambiguous."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "ja" if raw else "nein"
    if isinstance(raw, float | int):
        return _number(raw)
    if isinstance(raw, dt.datetime):
        return raw.date().isoformat() if raw.time() == dt.time() else raw.isoformat(" ", "minutes")
    if isinstance(raw, dt.date):
        return raw.isoformat()
    if isinstance(raw, dt.time):
        return raw.isoformat("minutes")
    return clean(str(raw))


def _number(raw: float) -> str:
    if abs(raw) < LARGEST_EXACT and raw == int(raw):
        return str(int(raw))
    return repr(raw).replace(".", ",")
