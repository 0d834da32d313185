"""A work aid: questions to the partners of an alliance, with why they are asked and what the answer becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from staffelstab.programmes.facts import Period, Source, Text


class QuestionKind(StrEnum):
    """What an answer looks like."""

    CHOICE = "choice"
    SEVERAL = "several"
    NUMBER = "number"
    PERSONS = "persons"
    TEXT = "text"
    MUNICIPALITY = "municipality"
    ORGANISATION_TYPE = "organisation_type"
    DATE = "date"
    ROWS = "rows"


@dataclass(frozen=True)
class Option:
    """One answer to choose; `when`: the features of a group that it stands for."""

    key: str
    label: Text
    when: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Column:
    """One column of a question that is answered in rows."""

    key: str
    kind: QuestionKind
    label: Text
    options: tuple[Option, ...]
    is_required: bool


@dataclass(frozen=True)
class Becomes:
    """What a decided answer turns into; `columns`: column of the question (or "value") to what it says there."""

    target: str
    columns: Mapping[str, str]
    text: Text


@dataclass(frozen=True)
class Question:
    """One question; `key` is unique in its work aid and names the section: "people.groups"."""

    key: str
    kind: QuestionKind
    label: Text
    help: Text | None
    why: Text | None
    options: tuple[Option, ...]
    columns: tuple[Column, ...]
    becomes: Becomes | None
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Section:
    """Questions that belong together; `asked_types`: types of actors that can usually answer them."""

    key: str
    title: Text
    intro: Text
    asked_types: tuple[str, ...]
    asked: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class WorkAid:
    """One version of a work aid."""

    key: str
    version: int
    title: Text
    purpose: Text
    validity: Period
    sources: tuple[Source, ...]
    sections: tuple[Section, ...]

    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions

    def question(self, key: str) -> Question:
        """The question with this key; LookupError when there is none."""
        return {question.key: question for question in self.questions()}[key]
