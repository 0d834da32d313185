"""Tables as files that spreadsheets open: a workbook, CSV for German programs, CSV for all others."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

Cell = str | int | dt.date | None
FORMS = ("xlsx", "csv", "csv-international")
FORMULA_SIGNS = ("=", "+", "-", "@")
THE_SAME_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
LONGEST_CELL = 32_767
WIDEST = 60


def write_table(name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], form: str) -> bytes:
    """The same table gives the same bytes. Texts stay texts, whatever a spreadsheet would make of them."""
    table: list[list[Cell]] = [list(headings), *(list(row) for row in rows)]
    if form == "xlsx":
        return _xlsx(name, table)
    return _csv(table, ";", "utf-8-sig") if form == "csv" else _csv(table, ",", "utf-8")


def _csv(table: list[list[Cell]], separator: str, encoding: str) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=separator)
    for row in table:
        writer.writerow([_text(cell, is_german=separator == ";") for cell in row])
    return target.getvalue().encode(encoding)


def _text(cell: Cell, *, is_german: bool) -> str:
    """A text that a spreadsheet would take for a formula begins with an apostrophe; reading takes it away again."""
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return f"{cell:%d.%m.%Y}" if is_german else cell.isoformat()
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else str(cell)


def _xlsx(name: str, table: list[list[Cell]]) -> bytes:
    target = io.BytesIO()
    options = {"in_memory": True, "default_date_format": "dd.mm.yyyy"}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": name, "created": THE_SAME_DAY})
        page = book.add_worksheet(name[:31])
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCE6F2"})
        text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for number, row in enumerate(table):
            for at, cell in enumerate(row):
                _write(page, number, at, cell, text if number else bold)
        for at in range(len(table[0])):
            widths = [len(str(row[at])) for row in table if at < len(row) and row[at] is not None]
            page.set_column(at, at, min(WIDEST, max([12, *widths])))
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(len(table) - 1, 1), max(len(table[0]) - 1, 0))
    return target.getvalue()


def _write(page: xlsxwriter.worksheet.Worksheet, row: int, at: int, cell: Cell, form: object) -> None:
    if isinstance(cell, str):
        page.write_string(row, at, cell[:LONGEST_CELL], form)
    elif isinstance(cell, dt.date):
        page.write_string(row, at, f"{cell:%d.%m.%Y}", form)
    elif cell is not None:
        page.write_number(row, at, cell)
