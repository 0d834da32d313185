"""Figures as a workbook: numbers stay numbers, what is not known stays empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook

LONGEST_NAME = 31
WIDEST = 60


@dataclass(frozen=True)
class Sheet:
    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str | int | None, ...], ...]


def to_xlsx(sheets: Sequence[Sheet], *, title: str) -> bytes:
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title, "author": "Staffelstab"})
        bold, wrapped = (
            book.add_format({"bold": True, "text_wrap": True}),
            book.add_format({"text_wrap": True}),
        )
        for sheet in sheets:
            page = book.add_worksheet(sheet.name[:LONGEST_NAME])
            page.freeze_panes(1, 1)
            page.write_row(0, 0, sheet.headers, bold)
            for number, row in enumerate(sheet.rows, start=1):
                for column, value in enumerate(row):
                    if value is not None:
                        page.write(number, column, value, wrapped if isinstance(value, str) else None)
            for column in range(len(sheet.headers)):
                longest = max(
                    (len(str(row[column])) for row in sheet.rows if row[column] is not None), default=0
                )
                page.set_column(column, column, min(WIDEST, max(14, longest + 2)))
    return out.getvalue()
