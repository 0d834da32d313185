"""Write a pathway as a workbook that planners can read, filter and fill in."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from staffelstab.engine.files.document import FORMAT, VERSION, to_document
from staffelstab.engine.files.workbook import layout
from staffelstab.engine.files.workbook.cell_texts import check_lengths, to_cell
from staffelstab.engine.files.workbook.flattening import rows_of
from staffelstab.engine.files.workbook.layout import CHOICES, SHEETS, Cell, Column, Sheet
from staffelstab.engine.model import Concept, Pathway

GUIDE = Path(__file__).with_name("guide.txt")
ROWS_TO_FILL = 500
THE_SAME_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
"""Stands as day of creation in every workbook: the same pathway gives the same bytes."""

_REFERRED = {
    "offers": layout.OFFERS,
    "organisations": layout.ORGANISATIONS,
    "fundings": layout.FUNDINGS,
    "clocks": layout.CLOCKS,
}
_FORMATS: Mapping[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCE6F2", "bottom": 1},
    "text": {"text_wrap": True, "valign": "top", "num_format": "@"},
    "number": {"valign": "top", "num_format": "General"},
    "date": {"valign": "top", "num_format": "dd.mm.yyyy"},
}


def write_xlsx(pathway: Pathway) -> bytes:
    """The pathway as a workbook; InputError when a text is longer than a cell can hold."""
    return _write(to_document(pathway))


def empty_workbook(pathway: Pathway) -> bytes:
    """A workbook to fill in: scales, profiles, places, organisations, funding and goals stay."""
    goals = Concept(goals=pathway.concept.goals, period=pathway.concept.period)
    return _write(to_document(replace(pathway, offers=(), concept=goals, needs=(), notes=(), sources={})))


def _write(document: dict[str, Any]) -> bytes:
    rows = {sheet.name: rows_of(sheet, document) for sheet in SHEETS}
    check_lengths(rows)
    target = io.BytesIO()
    options = {"in_memory": True, "default_date_format": "dd.mm.yyyy"}
    with xlsxwriter.Workbook(target, options) as workbook:
        workbook.set_properties({"title": document.get("title", ""), "created": THE_SAME_DAY})
        formats = {name: workbook.add_format(properties) for name, properties in _FORMATS.items()}
        _write_guide(workbook.add_worksheet(layout.GUIDE), formats)
        for sheet in SHEETS:
            _write_sheet(workbook.add_worksheet(sheet.name), sheet, rows[sheet.name], formats)
    return target.getvalue()


def _write_guide(page: Worksheet, formats: dict[str, Format]) -> None:
    page.set_column(0, 0, 110, formats["text"])
    page.set_column(1, 1, 26)
    page.hide_gridlines(2)
    lines = GUIDE.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        page.write_string(number, 0, line, formats["title" if number == 0 else "text"])
    below = len(lines)
    page.write_string(below, 0, layout.FORMAT_MARK, formats["text"])
    page.write_string(below, 1, FORMAT)
    page.write_string(below + 1, 0, layout.VERSION_MARK, formats["text"])
    page.write_number(below + 1, 1, VERSION)


def _write_sheet(
    page: Worksheet, sheet: Sheet, rows: list[dict[str, Any]], formats: dict[str, Format]
) -> None:
    page.freeze_panes(1, 1)
    page.set_row(0, 32)
    page.ignore_errors({"number_stored_as_text": f"A1:Z{len(rows) + ROWS_TO_FILL}"})
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width, formats[_format_name(column)])
        page.write_string(0, at, column.heading, formats["heading"])
        _offer_choices(page, at, column, len(rows) + ROWS_TO_FILL)
        for number, entry in enumerate(rows, start=1):
            _write_cell(page, number, at, to_cell(entry, column), formats)
    page.autofilter(0, 0, max(len(rows), 1), len(sheet.columns) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _write_cell(page: Worksheet, row: int, at: int, value: Any, formats: dict[str, Format]) -> None:
    if isinstance(value, str):
        page.write_string(row, at, value, formats["text"])
    elif isinstance(value, dt.date):
        page.write_datetime(row, at, dt.datetime.combine(value, dt.time()), formats["date"])
    elif value is not None:
        page.write_number(row, at, value, formats["number"])


def _format_name(column: Column) -> str:
    if column.cell is Cell.DATE:
        return "date"
    return "number" if column.cell in (Cell.WHOLE, Cell.NUMBER) else "text"


def _offer_choices(page: Worksheet, at: int, column: Column, last_row: int) -> None:
    """A drop-down for cells that hold one of a few words or a key of another sheet."""
    source: Any = None
    if column.cell in CHOICES:
        source = [spellings[0] for spellings in CHOICES[column.cell].values()]
    elif column.cell in (Cell.FLAG, Cell.YES_UNLESS_NO, Cell.ORDER):
        source = ["ja", "nein"]
    elif column.path == ("statement",):
        source = list(layout.STATEMENTS)
    elif column.cell is Cell.KEY and column.refers in _REFERRED:
        source = f"='{_REFERRED[column.refers].name}'!$A$2:$A${last_row}"
    if source is not None:
        choice = {"validate": "list", "source": source, "error_type": "warning", "ignore_blank": True}
        page.data_validation(1, at, last_row, at, choice)
