"""How a work aid lies in a workbook: one sheet of single questions, one sheet for each question in rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from staffelstab.web.surveys.pathway.aids import (
    Column,
    Question,
    QuestionKind,
    Section,
    Typed,
    WorkAid,
    in_words,
)
from staffelstab.web.surveys.pathway.answers import World, words_of

LANGUAGES = ("de", "en")
MARK = "staffelstab-work-aid/1"
CHOSEN = "x"
MORE = "+"
"""Between the key of a question and the number of an answer that is in no list."""
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME = 31
ASKED_FOR = (1, 0)
"""The cell of the guide that names alliance and round."""
FIRST_ROW = 4
"""Of a sheet in rows, counted from 0: below title, key, hint and headings."""


@dataclass(frozen=True)
class Line:
    """One line of the sheet of single questions: a question, or one option of a question with several answers."""

    key: str
    question: Question
    label: str
    hint: str
    answer: str
    option: str = ""


@dataclass(frozen=True)
class RowSheet:
    """The sheet of one question in rows."""

    name: str
    question: Question
    label: str
    hint: str


def guide_name() -> str:
    return _("Guide")


def single_name() -> str:
    return _("Single questions")


def lists_name() -> str:
    return _("Lists")


def headings() -> tuple[str, str, str, str]:
    return _("Key"), _("Question"), _("Your answer"), _("What can stand here")


def guide_lines(aid: WorkAid, asked_for: str) -> list[tuple[str, str]]:
    """What stands on the guide: a text, and beside it a value for the program."""
    return [
        (in_words(aid.title), ""),
        (asked_for, ""),
        (in_words(aid.purpose), ""),
        (
            _("Fill in the cells below the headings. Empty cells are no answers; nothing is erased by them."),
            "",
        ),
        (_("Numbers of persons may be rough: 20–30, about 400, over 600, under 10."), ""),
        (_("Counts and structures only: nothing about single people belongs here."), ""),
        (_("The headings are locked without a password, so that the file finds its way back."), ""),
        (_("What the program does not understand is kept and named when the file is read."), ""),
        (_("Format"), MARK),
        (_("Work aid"), f"{aid.key} {aid.version}"),
    ]


def lines_of_sheet(sections: Iterable[Section], typed: Mapping[str, Typed], world: World) -> list[Line]:
    found: list[Line] = []
    for section in sections:
        for question in section.questions:
            if question.kind == QuestionKind.SEVERAL:
                found += _several(question, list(typed.get(question.key) or []), world)
            elif question.kind != QuestionKind.ROWS:
                said = words_of(question, typed.get(question.key) or "", world)
                found.append(Line(question.key, question, in_words(question.label), hint_of(question), said))
    return found


def _several(question: Question, chosen: list[str], world: World) -> Iterator[Line]:
    choices, label = world.choices(question), in_words(question.label)
    for key, name in choices.items():
        answer = CHOSEN if key in chosen else ""
        yield Line(f"{question.key}:{key}", question, f"{label} – {name}", _("x for yes"), answer, key)
    others, other = [text for text in chosen if text not in choices], _("something else")
    for number, text in enumerate([*others, ""], start=1):
        more = f"{question.key}:{MORE}{number}"
        yield Line(more, question, f"{label} – {other}", _("in your own words"), text)


def row_sheets(sections: Iterable[Section]) -> list[RowSheet]:
    questions = [q for section in sections for q in section.questions if q.kind == QuestionKind.ROWS]
    return [
        RowSheet(_name(number, q), q, in_words(q.label), in_words(q.help) or in_words(q.why))
        for number, q in enumerate(questions, start=1)
    ]


def _name(number: int, question: Question) -> str:
    words = FORBIDDEN_IN_NAMES.sub(" ", in_words(question.label))
    return f"{number} {' '.join(words.split())}"[:LONGEST_NAME].strip()


def heading_of(column: Column) -> str:
    return f"{in_words(column.label)}{' *' if column.is_required else ''}"


def hint_of(thing: Question | Column) -> str:
    hints = {
        QuestionKind.NUMBER: _("a whole number, such as 12"),
        QuestionKind.PERSONS: _("12, 20–30, about 400 or over 600"),
        QuestionKind.DATE: _("a date, such as 22.11.2026"),
        QuestionKind.TEXT: _("a text"),
    }
    return hints.get(thing.kind, _("an entry of the list"))


def fixed_texts(aid: WorkAid, sections: tuple[Section, ...], world: World) -> frozenset[str]:
    """Everything that the program itself writes into a workbook, in both languages; it is no answer of anybody."""
    found: set[str] = {CHOSEN}
    for language in LANGUAGES:
        with override(language):
            found |= {text for line in guide_lines(aid, "") for text in line}
            found |= set(headings())
            for line in lines_of_sheet(sections, {}, world):
                found |= {line.key, line.label, line.hint}
            for sheet in row_sheets(sections):
                found |= {sheet.label, sheet.hint, sheet.question.key}
                found |= {heading_of(column) for column in sheet.question.columns}
            for question in (question for section in sections for question in section.questions):
                found |= {in_words(question.label), *world.choices(question).values()}
                for column in question.columns:
                    found |= {in_words(column.label), *world.choices(column).values()}
    return frozenset(text.strip() for text in found)
