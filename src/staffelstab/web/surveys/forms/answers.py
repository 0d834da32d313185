"""Questions of a work aid as fields of a page, and back. The questions are data, so the fields are made here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from staffelstab.web.kit.person_check import suspicions
from staffelstab.web.surveys.pathway import (
    CellProblem,
    Column,
    Question,
    QuestionKind,
    Section,
    Typed,
    World,
    in_words,
    mark_of,
    problems_of,
    texts_of,
)
from staffelstab.web.surveys.pathway.answers import MOST_ROWS

SPARE_ROWS = 1
MORE_ROWS = 3
WIDGETS = {
    QuestionKind.CHOICE: "radio",
    QuestionKind.SEVERAL: "check",
    QuestionKind.MUNICIPALITY: "select",
    QuestionKind.ORGANISATION_TYPE: "select",
    QuestionKind.TEXT: "area",
}


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_chosen: bool
    id: str


@dataclass(frozen=True)
class Field:
    """One input. `value` is what was typed, also when it is wrong."""

    name: str
    label: str
    widget: str
    value: str
    choices: tuple[Choice, ...]
    problem: str
    is_required: bool
    described_by: str = ""
    is_number: bool = False

    @property
    def id(self) -> str:
        return self.name.replace(".", "-")


@dataclass(frozen=True)
class Box:
    """One question on the page. `mark`: what the answer was when the page was made."""

    question: Question
    number: int
    label: str
    help: str
    why: str
    becomes: str
    field: Field | None
    rows: tuple[tuple[Field, ...], ...]
    problems: tuple[str, ...]
    person_signs: str
    mark: str

    @property
    def id(self) -> str:
        return f"question-{self.question.key.replace('.', '-')}"


@dataclass(frozen=True)
class SectionBoxes:
    section: Section
    title: str
    intro: str
    asked: str
    boxes: tuple[Box, ...]


def boxes_of(
    sections: Iterable[Section], typed: Mapping[str, Typed], world: World, *, more: str = ""
) -> list[SectionBoxes]:
    """`more`: the question for which further empty rows were asked."""
    found, number = [], 0
    for section in sections:
        boxes = []
        for question in section.questions:
            number += 1
            boxes.append(_box(question, number, typed.get(question.key), world, question.key == more))
        words = (in_words(section.title), in_words(section.intro), in_words(section.asked))
        found.append(SectionBoxes(section, *words, tuple(boxes)))
    return found


def number_of_problems(sections: Iterable[SectionBoxes]) -> int:
    return sum(len(box.problems) for section in sections for box in section.boxes)


def _box(question: Question, number: int, typed: Typed, world: World, wants_more: bool) -> Box:
    problems = problems_of(question, typed, world)
    has_rows = question.kind == QuestionKind.ROWS
    signs = {sign for text in texts_of(typed) for sign in suspicions(text)}
    return Box(
        question=question,
        number=number,
        label=in_words(question.label),
        help=in_words(question.help),
        why=in_words(question.why),
        becomes=in_words(question.becomes.text) if question.becomes else "",
        field=None if has_rows else _field(question, _name(question), typed, world, problems),
        rows=_rows(question, typed or [], world, problems, wants_more) if has_rows else (),
        problems=tuple(_said(question, problem) for problem in problems),
        person_signs=", ".join(sorted(signs)),
        mark=mark_of(typed),
    )


def _said(question: Question, problem: CellProblem) -> str:
    if problem.row is None:
        return problem.text
    label = next(in_words(c.label) for c in question.columns if c.key == problem.column)
    return _("Row %(row)s, %(column)s: %(problem)s") % {
        "row": problem.row + 1,
        "column": label,
        "problem": problem.text,
    }


def _rows(
    question: Question, typed: list[dict[str, str]], world: World, problems: list[CellProblem], more: bool
) -> tuple[tuple[Field, ...], ...]:
    spare = min(MORE_ROWS if more else SPARE_ROWS, MOST_ROWS - len(typed))
    rows: list[dict[str, str]] = [*typed, *({} for _row in range(spare))]
    return tuple(
        tuple(
            _field(
                column,
                f"{_name(question)}.{number}.{column.key}",
                row.get(column.key, ""),
                world,
                [p for p in problems if (p.row, p.column) == (number, column.key)],
            )
            for column in question.columns
        )
        for number, row in enumerate(rows)
    )


def _field(
    thing: Question | Column, name: str, typed: Typed, world: World, problems: list[CellProblem]
) -> Field:
    widget = WIDGETS.get(thing.kind, "line")
    if isinstance(thing, Column):
        widget = {"radio": "select", "area": "line"}.get(widget, widget)
    chosen = list(typed or []) if thing.kind == QuestionKind.SEVERAL else [typed or ""]
    return Field(
        name=name,
        label=in_words(thing.label),
        widget=widget,
        value=chosen[0] if chosen and thing.kind != QuestionKind.SEVERAL else "",
        choices=_choices(thing, name, chosen, world) if widget in ("radio", "check", "select") else (),
        problem=" ".join(problem.text for problem in problems),
        is_required=isinstance(thing, Column) and thing.is_required,
        is_number=thing.kind == QuestionKind.NUMBER,
    )


def _choices(thing: Question | Column, name: str, chosen: list[str], world: World) -> tuple[Choice, ...]:
    """What was typed and is in no list stands there too, so that it is not lost."""
    known = dict(world.choices(thing))
    known |= {
        text: _("“%(text)s” (not in the list)") % {"text": text}
        for text in chosen
        if text and text not in known
    }
    base = name.replace(".", "-")
    return tuple(
        Choice(value, label, value in chosen, f"{base}-{at}")
        for at, (value, label) in enumerate(known.items())
    )


def _name(question: Question) -> str:
    return f"q.{question.key}"


def typed_from(data: QueryDict, questions: Iterable[Question]) -> dict[str, Typed]:
    """What a page or a single question of it sent; questions that were not on the page are left out."""
    shown = set(data.getlist("asked"))
    return {question.key: _typed(data, question) for question in questions if question.key in shown}


def marks_from(data: QueryDict, questions: Iterable[Question]) -> dict[str, str]:
    return {q.key: data.get(f"seen.{q.key}", "") for q in questions if f"seen.{q.key}" in data}


def _typed(data: QueryDict, question: Question) -> Typed:
    name = _name(question)
    if question.kind == QuestionKind.SEVERAL:
        return data.getlist(name)
    if question.kind != QuestionKind.ROWS:
        return data.get(name, "")
    sent = data.get(f"rows.{question.key}", "0")
    count = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 5 else 0
    return [
        {column.key: data.get(f"{name}.{number}.{column.key}", "") for column in question.columns}
        for number in range(min(count, MOST_ROWS + MORE_ROWS))
    ]
