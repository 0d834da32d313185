"""Files that spreadsheets open: numbers stay numbers, texts stay texts, whatever a spreadsheet would make of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import xlsxwriter

Cell = str | int | float | date | None
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
LONGEST_SHEET_NAME = 31
LONGEST_CELL = 32_767
NARROWEST, WIDEST = 12, 60
EARLIEST_OF_EXCEL = date(1900, 3, 1)
THE_SAME_DAY = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
LIKE_A_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d\s()/-]*$)")
"""What a spreadsheet would calculate. A telephone number such as +49 281 is none."""


@dataclass(frozen=True)
class Sheet:
    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def as_file(form: str, tables: Sequence[Sheet], *, title: str) -> bytes:
    """In one of the `FORMATS`; a CSV file holds the first table only."""
    return as_csv(tables[0]) if form == "csv" else as_xlsx(tables, title=title)


def as_csv(table: Sheet) -> bytes:
    """With semicolons and a byte order mark, so that German spreadsheets open it with a double click."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([_said(cell) for cell in row] for row in table.rows)
    return target.getvalue().encode("utf-8-sig")


def as_xlsx(tables: Sequence[Sheet], *, title: str) -> bytes:
    """One sheet per table, ready to print. The same tables give the same bytes."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "dd.mm.yyyy"}) as book:
        book.set_properties({"title": title, "author": "Staffelstab", "created": THE_SAME_DAY})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for table in tables:
            _write_sheet(book, table, bold, plain)
    return target.getvalue()


def harmless(text: str) -> str:
    """A text that looks like a formula begins with an apostrophe, so that it is not calculated."""
    return f"'{text}" if LIKE_A_FORMULA.match(text) else text


def _said(cell: Cell) -> str | int | float:
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    return harmless(cell) if isinstance(cell, str) else "" if cell is None else cell


def _write_sheet(book: xlsxwriter.Workbook, table: Sheet, bold: object, plain: object) -> None:
    sheet = book.add_worksheet(NOT_IN_A_SHEET_NAME.sub(" ", table.name)[:LONGEST_SHEET_NAME])
    for number, row in enumerate([table.headings, *table.rows]):
        for column, cell in enumerate(row):
            _write(sheet, number, column, cell, plain if number else bold)
    for column in range(len(table.headings)):
        lengths = [len(str(row[column])) for row in table.rows if row[column] is not None]
        sheet.set_column(column, column, min(WIDEST, max([NARROWEST, *lengths]) + 2))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.headings) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, form: object) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell[:LONGEST_CELL], form)
    elif isinstance(cell, date) and cell >= EARLIEST_OF_EXCEL:
        sheet.write_datetime(row, column, cell)
    elif isinstance(cell, date):
        sheet.write_string(row, column, f"{cell:%d.%m.%Y}")
    elif cell is not None:
        sheet.write_number(row, column, cell)
