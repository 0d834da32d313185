"""Answers side by side, and what the coordination decided from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from staffelstab.web.surveys.models import Answer, Decision, Round
from staffelstab.web.surveys.pathway import (
    Question,
    Section,
    Typed,
    World,
    in_words,
    is_empty,
    mark_of,
    problems_of,
    rows_of,
    text_of_row,
)
from staffelstab.web.surveys.queries.rounds import aid_of_round


@dataclass(frozen=True)
class Item:
    """One row of an answer, or the whole of it; `only_here`: no other respondent says the same."""

    text: str
    only_here: bool


@dataclass(frozen=True)
class Voice:
    """What one respondent handed in."""

    answer: Answer
    items: tuple[Item, ...]
    problems: tuple[str, ...]

    @property
    def who(self) -> str:
        return self.answer.sheet.who


@dataclass(frozen=True)
class Compared:
    """One question with everything that was answered to it."""

    question: Question
    label: str
    voices: tuple[Voice, ...]
    decision: Decision | None
    decided: tuple[Item, ...]
    silent: int

    @property
    def is_open(self) -> bool:
        return self.decision is None and bool(self.voices)

    @property
    def differs(self) -> bool:
        return len({mark_of(voice.answer.typed) for voice in self.voices}) > 1

    @property
    def has_newer(self) -> bool:
        """Did an answer arrive after the decision?"""
        at = self.decision.at if self.decision else None
        return at is not None and any((v.answer.sheet.handed_in_at or at) > at for v in self.voices)

    @property
    def id(self) -> str:
        return f"question-{self.question.key.replace('.', '-')}"


@dataclass(frozen=True)
class ComparedSection:
    section: Section
    title: str
    questions: tuple[Compared, ...]


def answers_handed_in(asked: Round) -> list[Answer]:
    """The current answers of everybody who has handed in, the earliest first."""
    answers = Answer.objects.filter(
        sheet__round=asked, sheet__handed_in_at__isnull=False, is_current=True
    ).select_related("sheet__organisation")
    ordered = answers.order_by("sheet__handed_in_at", "sheet", "pk")
    return [answer for answer in ordered if not is_empty(answer.typed)]


def decisions_of(asked: Round) -> dict[str, Decision]:
    return {decision.question: decision for decision in asked.decisions.filter(is_current=True)}


def compared(asked: Round, world: World) -> list[ComparedSection]:
    """Every question of the round; open ones are those with answers and no decision."""
    answers, decisions = answers_handed_in(asked), decisions_of(asked)
    respondents = asked.sheets.filter(handed_in_at__isnull=False).count()
    return [
        ComparedSection(
            section,
            in_words(section.title),
            tuple(
                compare_question(
                    question,
                    [answer for answer in answers if answer.question == question.key],
                    decisions.get(question.key),
                    world,
                    respondents,
                )
                for question in section.questions
            ),
        )
        for section in aid_of_round(asked).sections
    ]


def compare_question(
    question: Question,
    answers: Sequence[Answer],
    decision: Decision | None,
    world: World,
    respondents: int,
) -> Compared:
    said = Counter(mark_of(row) for answer in answers for row in rows_of(question, answer.typed))
    voices = tuple(
        Voice(
            answer,
            items_of(question, answer.typed, world, said if len(answers) > 1 else Counter()),
            tuple(problem.text for problem in problems_of(question, answer.typed, world)),
        )
        for answer in answers
    )
    return Compared(
        question,
        in_words(question.label),
        voices,
        decision,
        items_of(question, decision.typed, world, Counter()) if decision else (),
        silent=respondents - len(answers),
    )


def items_of(question: Question, typed: Typed, world: World, said: Counter[str]) -> tuple[Item, ...]:
    return tuple(
        Item(text_of_row(question, row, world), said[mark_of(row)] == 1) for row in rows_of(question, typed)
    )


def merged(question: Question, answers: Sequence[Answer]) -> Typed:
    """A suggestion: every row that anybody named, once; of single answers the first."""
    if question.kind not in ("rows", "several"):
        return answers[0].typed if answers else ""
    once: dict[str, Typed] = {}
    for answer in answers:
        for row in answer.typed:
            once.setdefault(mark_of(row), row)
    return list(once.values())


def numbers_of(sections: Sequence[ComparedSection]) -> dict[str, int]:
    """How many questions are decided, wait for a decision, or have no answer yet."""
    every = [question for section in sections for question in section.questions]
    return {
        "decided": sum(question.decision is not None for question in every),
        "open": sum(question.is_open for question in every),
        "differing": sum(question.is_open and question.differs for question in every),
        "unanswered": sum(not question.voices and question.decision is None for question in every),
        "all": len(every),
    }


def undecided_in(asked: Round) -> int:
    """Questions with an answer and without a decision."""
    answered = {answer.question for answer in answers_handed_in(asked)}
    return len(answered - decisions_of(asked).keys())
