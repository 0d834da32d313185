"""The needs as a table for spreadsheets, complete: for use inside the alliance."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

import xlsxwriter
from django.utils.translation import gettext as _

from staffelstab.web.offers.queries.needs import NeedRow

Cell = str | int | date | None
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
EARLIEST_OF_EXCEL = date(1900, 3, 1)


def needs_file(rows: Sequence[NeedRow], form: str) -> bytes:
    table = [headings(), *(cells(row) for row in rows)]
    return as_csv(table) if form == "csv" else as_xlsx(table, _("Needs"))


def headings() -> list[Cell]:
    return [
        _("group"), _("features"), _("area of life"), _("municipality keys"), _("municipalities"),
        _("number as it was written"), _("at least"), _("at most"), _("what is counted"),
        _("how the number came about"), _("source"), _("as of"), _("note"),
    ]  # fmt: skip


def cells(row: NeedRow) -> list[Cell]:
    need = row.need
    places = need.places.all()
    return [
        need.label,
        row.features,
        row.life_area,
        " ".join(place.pk for place in places),
        ", ".join(str(place) for place in places) or _("whole territory"),
        need.wording,
        need.minimum,
        need.maximum,
        need.get_count_of_display(),
        need.get_method_display(),
        need.source,
        need.date,
        need.note,
    ]


def as_csv(table: Iterable[Sequence[Cell]]) -> bytes:
    """With semicolons and a byte order mark, so that German spreadsheets open it with a double click."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";")
    writer.writerows([_harmless(cell) for cell in row] for row in table)
    return target.getvalue().encode("utf-8-sig")


def _harmless(cell: Cell) -> str | int:
    """A text that a spreadsheet would take for a formula begins with an apostrophe."""
    if isinstance(cell, date):
        return cell.strftime("%d.%m.%Y")
    text = "" if cell is None else cell
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA_SIGNS) else text


def as_xlsx(table: Iterable[Sequence[Cell]], title: str) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "dd.mm.yyyy"}) as book:
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True, "text_wrap": True})
        for row, line in enumerate(table):
            for column, cell in enumerate(line):
                _write(sheet, row, column, cell, None if row else bold)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 1, 40)
        sheet.set_column(2, 12, 18)
    return target.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, form: object) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell[:32_767], form)
    elif isinstance(cell, date) and cell >= EARLIEST_OF_EXCEL:
        sheet.write_datetime(row, column, cell)
    elif isinstance(cell, date):
        sheet.write_string(row, column, cell.strftime("%d.%m.%Y"))
    elif cell is not None:
        sheet.write_number(row, column, cell)
