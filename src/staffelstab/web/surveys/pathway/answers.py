"""Answers as they were typed: understood as far as possible, never changed in silence."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from staffelstab.web.kit.amounts import read_amount
from staffelstab.web.surveys.pathway.aids import Column, Option, Question, QuestionKind, Typed, in_words

LONGEST_TEXT = 30_000
MOST_ROWS = 500
REFUSED = dict.fromkeys((0, 0xFFFE, 0xFFFF))
BARE = (QuestionKind.NUMBER, QuestionKind.PERSONS, QuestionKind.DATE)
CHOSEN = (QuestionKind.CHOICE, QuestionKind.MUNICIPALITY, QuestionKind.ORGANISATION_TYPE)


@dataclass(frozen=True)
class World:
    """What can be chosen in this alliance: its municipalities and the types of actors, key to name."""

    places: Mapping[str, str]
    types: Mapping[str, str]

    def choices(self, thing: Question | Column) -> Mapping[str, str]:
        if thing.kind == QuestionKind.MUNICIPALITY:
            return self.places
        if thing.kind == QuestionKind.ORGANISATION_TYPE:
            return self.types
        return {option.key: in_words(option.label) for option in thing.options}


@dataclass(frozen=True)
class CellProblem:
    """What cannot be understood, where (row counted from 0 and column, or the whole answer), and what is expected."""

    text: str
    row: int | None = None
    column: str = ""


def is_empty(typed: Typed) -> bool:
    return not typed


def mark_of(typed: Typed) -> str:
    """A short fingerprint: whether two answers say the same."""
    text = json.dumps(typed or "", sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def cleaned(question: Question, typed: Typed) -> Typed:
    """Without empty rows and spaces around; every word stays."""
    if question.kind == QuestionKind.ROWS:
        rows = [{name: _kept(text) for name, text in row.items() if _kept(text)} for row in typed or []]
        return [row for row in rows if row]
    if question.kind == QuestionKind.SEVERAL:
        return [_kept(item) for item in typed or [] if _kept(item)]
    return _kept(typed or "")


def _kept(text: str) -> str:
    """One kind of line break, no character that databases or spreadsheets refuse."""
    return text.translate(REFUSED).replace("\r\n", "\n").replace("\r", "\n").strip()


def canonical(thing: Question | Column, text: str, world: World) -> str:
    """The key of what is named by its words, in either language; anything else stays as it is."""
    if thing.kind not in (*CHOSEN, QuestionKind.SEVERAL):
        return text
    choices = world.choices(thing)
    if text in choices:
        return text
    said = _plain(text)
    by_name = {_plain(name): key for key, name in choices.items()}
    for option in thing.options:
        by_name |= {_plain(option.label.de): option.key, _plain(option.label.en): option.key}
    return by_name.get(said, text)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def rows_of(question: Question, typed: Typed) -> list[dict[str, str]]:
    """Every answer as rows; a single one is a row with the column "value"."""
    if is_empty(typed):
        return []
    if question.kind == QuestionKind.ROWS:
        return list(typed)
    items = typed if question.kind == QuestionKind.SEVERAL else [typed]
    return [{"value": item} for item in items]


def problems_of(question: Question, typed: Typed, world: World) -> list[CellProblem]:
    """Everything in an answer that cannot be used as it is."""
    if question.kind != QuestionKind.ROWS:
        texts = (row["value"] for row in rows_of(question, typed))
        return [CellProblem(said) for text in texts if (said := _problem(question, text, world))]
    return [
        CellProblem(said, number, column.key)
        for number, row in enumerate(typed or [])
        for column in question.columns
        if (said := _problem(column, row.get(column.key, ""), world))
    ]


def too_much(question: Question, typed: Typed) -> str:
    """Why an answer cannot even be kept: empty when it can."""
    if question.kind == QuestionKind.ROWS and len(typed or []) > MOST_ROWS:
        return _("More than %(most)s rows. Please divide them among several answers.") % {"most": MOST_ROWS}
    if any(len(text) > LONGEST_TEXT for text in texts_of(typed)):
        return _("A text is longer than %(most)s characters. Please shorten it.") % {"most": LONGEST_TEXT}
    return ""


def texts_of(typed: Typed) -> Iterator[str]:
    """Every text in an answer."""
    for item in typed if isinstance(typed, list) else [typed or ""]:
        yield from item.values() if isinstance(item, dict) else [item]


def _problem(thing: Question | Column, text: str, world: World) -> str:
    if not text:
        return _("This is missing.") if isinstance(thing, Column) and thing.is_required else ""
    said = {"text": text[:60]}
    if thing.kind in (*CHOSEN, QuestionKind.SEVERAL):
        known = text in world.choices(thing)
        return "" if known else _("“%(text)s” is not in the list. Please choose an entry.") % said
    if thing.kind == QuestionKind.NUMBER and read_number(text) is None:
        return _("“%(text)s” is not a whole number, such as 12.") % said
    if thing.kind == QuestionKind.PERSONS:
        return _problem_of_amount(text)
    if thing.kind == QuestionKind.DATE and read_date(text) is None:
        return _("“%(text)s” is not a date. Write day, month and year, such as 22.11.2026.") % said
    return ""


def _problem_of_amount(text: str) -> str:
    try:
        read_amount(text)
    except ValidationError as problem:
        return " ".join(problem.messages)
    return ""


def cell_facts(question: Question, row: Mapping[str, str]) -> dict[str, str]:
    """What a row says, by the name of what it becomes."""
    columns = question.becomes.columns if question.becomes else {}
    return {field: row[column] for column, field in columns.items() if row.get(column)}


def option_of(question: Question, field: str, key: str) -> Option | None:
    """The option that was chosen for what a column becomes."""
    columns = question.becomes.columns if question.becomes else {}
    named = [column for column, becomes in columns.items() if becomes == field]
    things = [c for c in question.columns if c.key in named] if question.columns else [question]
    return next((option for thing in things for option in thing.options if option.key == key), None)


def read_number(text: str) -> int | None:
    return int(text.replace(".", "")) if re.fullmatch(r"\d{1,7}|\d{1,3}(\.\d{3})+", text) else None


def read_date(text: str) -> date | None:
    for pattern in ("%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def words_of(thing: Question | Column, text: str, world: World) -> str:
    """One cell as people read it."""
    if thing.kind in (*CHOSEN, QuestionKind.SEVERAL):
        return world.choices(thing).get(text, text)
    return text


def text_of_row(question: Question, row: Mapping[str, str], world: World) -> str:
    """One row of ``rows_of`` in one line."""
    if question.kind != QuestionKind.ROWS:
        return words_of(question, row["value"], world)
    return " · ".join(
        _said(column, row[column.key], world) for column in question.columns if row.get(column.key)
    )


def _said(column: Column, text: str, world: World) -> str:
    """A bare number says nothing without its heading."""
    words = words_of(column, text, world)
    return f"{in_words(column.label)}: {words}" if column.kind in BARE else words


def text_of_answer(question: Question, typed: Typed, world: World) -> str:
    """A whole answer in one text: items by semicolon, rows by line."""
    between = "\n" if question.kind == QuestionKind.ROWS else "; "
    return between.join(text_of_row(question, row, world) for row in rows_of(question, typed))
