"""Read a filled-in workbook: every cell becomes an answer or is named with its place. Nothing is trusted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import python_calamine
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from staffelstab.engine.errors import InputError
from staffelstab.engine.files.workbook.layout import cell_name
from staffelstab.engine.files.workbook.package import Package
from staffelstab.engine.files.workbook.scan import (
    SheetDamaged,
    SheetFacts,
    SheetTooLarge,
    scan_sheet,
    sheet_parts,
)
from staffelstab.engine.wording import Words
from staffelstab.web.surveys.pathway import layout
from staffelstab.web.surveys.pathway.aids import Question, QuestionKind, Section, Typed, WorkAid, in_words
from staffelstab.web.surveys.pathway.answers import MOST_ROWS, World, canonical

LARGEST_FILE = 10 * 1024 * 1024
MOST_FILLED = 20_000
HEADING_WITHIN = 20
YES = ("x", "ja", "yes", "1", "wahr", "true")
NO = ("", "nein", "no", "0", "falsch", "false", "-")


class UnreadableWorkbook(Exception):
    """The file cannot be used at all; nothing of it was used."""

    def __init__(self, *sentences: str) -> None:
        self.sentences = sentences
        super().__init__(" ".join(sentences))


@dataclass(frozen=True)
class Remark:
    """A cell that is no answer: where, what was read, and what is expected or was assumed."""

    sheet: str
    cell: str
    read: str
    expected: str


@dataclass
class FilledIn:
    """What a workbook says."""

    answers: dict[str, Typed] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def remark_rows(self) -> list[dict[str, str]]:
        return [asdict(remark) for remark in self.remarks]


@dataclass
class _Grid:
    name: str
    cells: dict[tuple[int, int], str]
    merged: list[str]
    formulas: dict[tuple[int, int], str | None]

    def row(self, number: int) -> dict[int, str]:
        return {column: text for (row, column), text in self.cells.items() if row == number}

    @property
    def rows(self) -> dict[int, dict[int, str]]:
        found: dict[int, dict[int, str]] = {}
        for (row, column), text in sorted(self.cells.items()):
            found.setdefault(row, {})[column] = text
        return found


def read_workbook(
    content: bytes, file_name: str, aid: WorkAid, sections: tuple[Section, ...], world: World
) -> FilledIn:
    """UnreadableWorkbook says why a file is refused as a whole."""
    if not content:
        raise UnreadableWorkbook(_("The file is empty."))
    if len(content) > LARGEST_FILE:
        raise UnreadableWorkbook(
            _("The file is larger than 10 MB. Please leave out pictures and other sheets.")
        )
    if content[:4] != b"PK\x03\x04" and content[:4] != b"\xd0\xcf\x11\xe0":
        raise UnreadableWorkbook(_("This is no Excel workbook. Please save it as “Excel workbook (.xlsx)”."))
    grids = _grids(content, file_name)
    if sum(len(grid.cells) for grid in grids) > MOST_FILLED:
        raise UnreadableWorkbook(
            _("More than %(most)s cells are filled. A work aid is smaller; please leave out other sheets.")
            % {"most": MOST_FILLED}
        )
    _require_this_aid(grids, aid)
    return _Reader(aid, sections, world).read(grids)


def _grids(content: bytes, file_name: str) -> list[_Grid]:
    words = Words("en" if (get_language() or "de").startswith("en") else "de")
    try:
        package = Package(content, file_name)
        parts = sheet_parts(package.parts)
        facts = {
            name: scan_sheet(package.parts[part]) for name, part in parts.items() if part in package.parts
        }
        with python_calamine.CalamineWorkbook.from_filelike(package.repacked()) as book:
            return [_grid(book, name, facts[name]) for name in parts if name in facts]
    except InputError as error:
        raise UnreadableWorkbook(*(words.problem(problem) for problem in error.problems)) from None
    except SheetTooLarge:
        raise UnreadableWorkbook(
            _("A sheet reaches further than any work aid. Please copy your answers into a fresh template.")
        ) from None
    except (SheetDamaged, python_calamine.CalamineError, ValueError, OSError, KeyError):
        raise UnreadableWorkbook(
            _("The file is damaged. Please open it in Excel, save it anew and try again.")
        ) from None


def _grid(book: Any, name: str, facts: SheetFacts) -> _Grid:
    sheet = book.get_sheet_by_name(name)
    cells: dict[tuple[int, int], str] = {}
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        for column, value in enumerate(values):
            text = text_of_cell(value)
            if text.strip():
                cells[row, column] = text
    cells |= {place: text or "#" for place, text in facts.errors.items()}
    merged = [f"{cell_name(*first)}:{cell_name(*last)}" for first, last in sheet.merged_cell_ranges or []]
    return _Grid(name, cells, merged, facts.formulas)


def text_of_cell(value: Any) -> str:
    """A cell as somebody would have typed it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return (
            str(int(value)) if value == int(value) and abs(value) < 10**15 else repr(value).replace(".", ",")
        )
    if isinstance(value, dt.datetime):
        return f"{value:%d.%m.%Y}" if value.time() == dt.time() else f"{value:%d.%m.%Y %H:%M:%S}"
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    return str(value) if value is not None else ""


def _require_this_aid(grids: list[_Grid], aid: WorkAid) -> None:
    """The guide says to which work aid a workbook belongs; without a guide the keys of the questions decide."""
    wanted = f"{aid.key} {aid.version}"
    for grid in grids:
        for row, cells in grid.rows.items():
            if layout.MARK in cells.values():
                found = " ".join(
                    text for text in grid.row(row + 1).values() if " " in text and text.islower()
                )
                said = found or wanted
                if said != wanted:
                    raise UnreadableWorkbook(
                        _("This workbook belongs to “%(found)s”, not to this work aid (“%(wanted)s”).")
                        % {"found": said[:60], "wanted": wanted}
                    )


class _Reader:
    """Goes through all sheets; what it does not use it names."""

    def __init__(self, aid: WorkAid, sections: tuple[Section, ...], world: World) -> None:
        self.world, self.found = world, FilledIn()
        self.questions = {q.key: q for section in sections for q in section.questions}
        self.others = {q.key for q in aid.questions()} - self.questions.keys()
        self.fixed = layout.fixed_texts(aid, aid.sections, world)
        self.lists = _in_both(layout.lists_name) | _in_both(layout.guide_name)
        self.keys, self.answers = (
            _in_both(lambda: layout.headings()[0]),
            _in_both(lambda: layout.headings()[2]),
        )

    def read(self, grids: list[_Grid]) -> FilledIn:
        for grid in grids:
            for place in grid.merged:
                self._note(grid, place, "", _("Merged cells: the text counts for the first one only."))
            question = self._question_of(grid)
            if question is not None:
                self._read_rows(grid, question)
            elif self._heading_of_single(grid) is not None:
                self._read_single(grid)
            else:
                self._read_nothing(grid)
        if not self.found.answers and not self.found.remarks:
            raise UnreadableWorkbook(_("No answer stands in this workbook. Nothing was changed."))
        return self.found

    def _note(self, grid: _Grid, cell: str, read: str, expected: str) -> None:
        self.found.remarks.append(Remark(grid.name, cell, read, expected))

    def _used(self, grid: _Grid, row: int, column: int) -> str:
        """An answer; a formula is named with what was read instead."""
        text = grid.cells[row, column]
        if (row, column) in grid.formulas:
            self._note(grid, cell_name(row, column), text, _("A formula; its last result was read."))
        return text

    def _read_nothing(self, grid: _Grid) -> None:
        """The guide and the lists say what we wrote; any other sheet is kept cell by cell."""
        is_ours = grid.name.strip().casefold() in self.lists
        was_asked_elsewhere = bool({text.strip() for text in grid.cells.values()} & self.others)
        said = _("This sheet is no part of the work aid.")
        said = _("This question was not asked here.") if was_asked_elsewhere else said
        for (row, column), text in sorted(grid.cells.items()):
            is_fixed = self._is_fixed(text) or (row, column) == layout.ASKED_FOR
            if not is_fixed or not (is_ours or was_asked_elsewhere):
                self._note(grid, cell_name(row, column), text, said)

    def _is_fixed(self, text: str) -> bool:
        return text.strip() in self.fixed

    # --- single questions -----------------------------------------------------------------------

    def _heading_of_single(self, grid: _Grid) -> int | None:
        for row, cells in grid.rows.items():
            texts = {text.strip().casefold() for text in cells.values()}
            if row < HEADING_WITHIN and texts & self.keys and texts & self.answers:
                return row
        return None

    def _read_single(self, grid: _Grid) -> None:
        heading = self._heading_of_single(grid) or 0
        at_key = at_answer = 0
        for column, text in grid.row(heading).items():
            at_key = column if text.strip().casefold() in self.keys else at_key
            at_answer = column if text.strip().casefold() in self.answers else at_answer
        ours = {column for column, text in grid.row(heading).items() if self._is_fixed(text)} - {at_answer}
        for row, cells in grid.rows.items():
            key = cells.get(at_key, "").strip()
            used = row > heading and at_answer in cells and self._take_single(grid, row, at_answer, key)
            for column, text in cells.items():
                if column == at_answer and (used or row == heading):
                    continue
                is_ours = column in ours and (
                    self._is_fixed(text) or (column == at_key and self._is_key(text))
                )
                if not is_ours:
                    self._note(grid, cell_name(row, column), text, self._why_not(key))

    def _is_key(self, text: str) -> bool:
        return text.strip().partition(":")[0] in self.questions.keys() | self.others

    def _why_not(self, key: str) -> str:
        if key.strip().partition(":")[0] in self.others:
            return _("This question was not asked here.")
        return _("No question is known by the key “%(key)s”.") % {"key": key.strip()[:60]}

    def _take_single(self, grid: _Grid, row: int, column: int, key: str) -> bool:
        name, _colon, option = key.partition(":")
        question = self.questions.get(name)
        if question is None or question.kind == QuestionKind.ROWS:
            return False
        text = self._used(grid, row, column)
        if question.kind != QuestionKind.SEVERAL:
            self.found.answers[name] = canonical(question, text.strip(), self.world)
            return True
        chosen, said = self.found.answers.setdefault(name, []), text.strip().casefold()
        if option not in self.world.choices(question) or said not in (*YES, *NO):
            item = canonical(question, text.strip(), self.world)
            chosen += [item] if item not in chosen else []
        elif said in YES and option not in chosen:
            chosen.append(option)
        return True

    # --- questions in rows ----------------------------------------------------------------------

    def _question_of(self, grid: _Grid) -> Question | None:
        for (row, _column), text in grid.cells.items():
            question = self.questions.get(text.strip())
            if row < HEADING_WITHIN and question is not None and question.kind == QuestionKind.ROWS:
                beside = {other.strip().casefold() for other in grid.row(row).values()}
                if beside & self.keys and not beside & self.answers:
                    return question
        return None

    def _read_rows(self, grid: _Grid, question: Question) -> None:
        heading, columns = self._columns(grid, question)
        rows: list[dict[str, str]] = []
        for row, cells in grid.rows.items():
            said: dict[str, str] = {}
            for column, text in cells.items():
                thing = columns.get(column) if row > heading else None
                if thing is not None and len(rows) < MOST_ROWS:
                    used = self._used(grid, row, column)
                    said[thing.key] = canonical(thing, used.strip(), self.world)
                elif thing is not None or not self._is_fixed(text) or row > heading:
                    self._note(
                        grid, cell_name(row, column), text, self._why_no_column(question, row > heading)
                    )
            rows += [said] if said else []
        if rows:
            self.found.answers[question.key] = rows

    def _why_no_column(self, question: Question, is_below: bool) -> str:
        if not is_below:
            return _("No part of the work aid stands here.")
        names = ", ".join(in_words(column.label) for column in question.columns)
        return _("Not below a known heading. Known: %(names)s.") % {"names": names}

    def _columns(self, grid: _Grid, question: Question) -> tuple[int, dict[int, Any]]:
        """The row with most headings near the top, and which column stands where."""
        by_name = {
            text.casefold(): column
            for column in question.columns
            for text in (column.label.de, column.label.en, column.key)
        }
        best: tuple[int, dict[int, Any]] = (HEADING_WITHIN, {})
        for row in range(HEADING_WITHIN):
            found: dict[int, Any] = {}
            for at, text in sorted(grid.row(row).items()):
                column = by_name.get(" ".join(text.replace("*", " ").split()).casefold())
                if column is not None and column not in found.values():
                    found[at] = column
            if len(found) > len(best[1]):
                best = (row, found)
        return best


def _in_both(text: Callable[[], str]) -> set[str]:
    found: set[str] = set()
    for language in layout.LANGUAGES:
        with override(language):
            found.add(text().casefold())
    return found
