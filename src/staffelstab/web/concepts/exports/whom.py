"""The matrix as a workbook: one sheet to read, one with all counts."""

from __future__ import annotations

import io

import xlsxwriter
from django.utils.translation import gettext as _

from staffelstab.web.concepts.pathway import STATE_WORDS, Matrix

WIDTH_OF_GROUPS, WIDTH = 38, 16
FILLS = {
    "sure": "#DDEEDD",
    "uncertain": "#FFF3CC",
    "waiting": "#E1EAF7",
    "late": "#F7E0C8",
    "none": "#F6D5D5",
}


def whom_workbook(matrix: Matrix, *, title: str, question: str) -> bytes:
    """Texts stay texts: nothing that somebody typed becomes a formula."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as workbook:
        _overview(workbook, matrix, title, question)
        _numbers(workbook, matrix)
    return target.getvalue()


def _overview(workbook: xlsxwriter.Workbook, matrix: Matrix, title: str, question: str) -> None:
    sheet = workbook.add_worksheet(_("For whom"))
    head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    fills = {
        state: workbook.add_format({"text_wrap": True, "valign": "top", "bg_color": colour})
        for state, colour in FILLS.items()
    }
    sheet.set_column(0, 0, WIDTH_OF_GROUPS)
    sheet.set_column(1, max(1, len(matrix.places)), WIDTH)
    sheet.write_string(0, 0, title, workbook.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, question)
    sheet.write_string(3, 0, _("Group"), head)
    for column, (_key, name) in enumerate(matrix.places, 1):
        sheet.write_string(3, column, name or _("all places"), head)
    for line, row in enumerate(matrix.rows, 4):
        sheet.write_string(line, 0, row.label)
        for column, cell in enumerate(row.cells, 1):
            text = f"{cell.word} ({cell.with_way}/{cell.total})"
            sheet.write_string(line, column, text, fills[cell.state])
    sheet.freeze_panes(4, 1)


def _numbers(workbook: xlsxwriter.Workbook, matrix: Matrix) -> None:
    sheet = workbook.add_worksheet(_("Numbers"))
    head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    words = [_("Group"), _("Municipality"), *map(str, STATE_WORDS.values()), _("situations checked")]
    sheet.set_column(0, 1, WIDTH_OF_GROUPS)
    for column, word in enumerate(words):
        sheet.write_string(0, column, word, head)
    names = dict(matrix.places)
    cells = [(row.label, cell) for row in matrix.rows for cell in row.cells]
    for line, (label, cell) in enumerate(cells, 1):
        sheet.write_string(line, 0, label)
        sheet.write_string(line, 1, names.get(cell.place, ""))
        for column, count in enumerate((*cell.counts, cell.total), 2):
            sheet.write_number(line, column, count)
    sheet.freeze_panes(1, 2)
