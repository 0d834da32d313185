"""A work aid as a workbook to fill in: guidance, lists to choose from, headings locked without a password."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from staffelstab.web.surveys.pathway import (
    Column,
    Question,
    Section,
    Typed,
    WorkAid,
    World,
    layout,
    words_of,
)

ROWS_TO_FILL = 200
ALLOWED = {
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
}
FORMATS: Mapping[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "text_wrap": True},
    "heading": {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCE6F2", "bottom": 1},
    "said": {"text_wrap": True, "valign": "top"},
    "answer": {"text_wrap": True, "valign": "top", "num_format": "@", "locked": False},
}


def workbook_of(
    aid: WorkAid, sections: tuple[Section, ...], typed: Mapping[str, Typed], world: World, *, asked_for: str
) -> bytes:
    """With what is answered already; an empty one has no answers."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(target, options) as book:
        _Writer(book, world).write(aid, sections, typed, asked_for)
    return target.getvalue()


class _Writer:
    """Writes the sheets one after the other; the lists come last, so that they grow while cells refer to them."""

    def __init__(self, book: Workbook, world: World) -> None:
        self.book, self.world = book, world
        self.formats = {name: book.add_format(properties) for name, properties in FORMATS.items()}
        self.lists: dict[tuple[str, ...], int] = {}

    def write(
        self, aid: WorkAid, sections: tuple[Section, ...], typed: Mapping[str, Typed], asked_for: str
    ) -> None:
        guide = self.book.add_worksheet(layout.guide_name())
        guide.set_column(0, 0, 100, self.formats["said"])
        guide.set_column(1, 1, 30)
        guide.hide_gridlines(2)
        for number, (text, value) in enumerate(layout.guide_lines(aid, asked_for)):
            guide.write_string(number, 0, text, self.formats["said" if number else "title"])
            if value:
                guide.write_string(number, 1, value)
        guide.protect("", ALLOWED)
        lines = layout.lines_of_sheet(sections, typed, self.world)
        if lines:
            self._single(lines)
        for sheet in layout.row_sheets(sections):
            self._rows(sheet, typed.get(sheet.question.key) or [])
        self._write_lists()

    def _page(self, name: str, widths: Iterable[int]) -> Worksheet:
        page = self.book.add_worksheet(name)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.protect("", ALLOWED)
        return page

    def _single(self, lines: list[layout.Line]) -> None:
        page = self._page(layout.single_name(), (26, 60, 50, 34))
        page.freeze_panes(1, 0)
        page.write_row(0, 0, layout.headings(), self.formats["heading"])
        for number, line in enumerate(lines, start=1):
            page.write_string(number, 0, line.key, self.formats["said"])
            page.write_string(number, 1, line.label, self.formats["said"])
            page.write_string(number, 2, line.answer, self.formats["answer"])
            page.write_string(number, 3, line.hint, self.formats["said"])
            if layout.MORE not in line.key:
                self._offer(page, number, number, 2, line.question)
        page.ignore_errors({"number_stored_as_text": f"C2:C{len(lines) + 1}"})

    def _rows(self, sheet: layout.RowSheet, rows: list[dict[str, str]]) -> None:
        columns, last = sheet.question.columns, layout.FIRST_ROW + len(rows) + ROWS_TO_FILL
        page = self._page(sheet.name, (28 for _column in columns))
        page.freeze_panes(layout.FIRST_ROW, 0)
        page.write_string(0, 0, sheet.label, self.formats["title"])
        page.write_row(1, 0, (layout.headings()[0], sheet.question.key), self.formats["said"])
        page.write_string(2, 0, sheet.hint, self.formats["said"])
        for at, column in enumerate(columns):
            page.set_column(at, at, 28, self.formats["answer"])
            page.write_string(layout.FIRST_ROW - 1, at, layout.heading_of(column), self.formats["heading"])
            page.write_comment(layout.FIRST_ROW - 1, at, layout.hint_of(column))
            self._offer(page, layout.FIRST_ROW, last, at, column)
            for number, row in enumerate(rows, start=layout.FIRST_ROW):
                said = words_of(column, row.get(column.key, ""), self.world)
                page.write_string(number, at, said, self.formats["answer"])
        page.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(columns))}{last}"})

    def _offer(self, page: Worksheet, first: int, last: int, at: int, thing: Question | Column) -> None:
        """A drop-down; another entry is possible after a warning, for it would be kept."""
        choices = tuple(self.world.choices(thing).values()) if thing.kind != "several" else (layout.CHOSEN,)
        if not choices:
            return
        column = xl_col_to_name(self.lists.setdefault(choices, len(self.lists)))
        source = f"='{layout.lists_name()}'!${column}$1:${column}${len(choices)}"
        page.data_validation(
            first, at, last, at, {"validate": "list", "source": source, "error_type": "warning"}
        )

    def _write_lists(self) -> None:
        if not self.lists:
            return
        page = self._page(layout.lists_name(), (34 for _list in self.lists))
        for choices, at in self.lists.items():
            page.write_column(0, at, choices)
