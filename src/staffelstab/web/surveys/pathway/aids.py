"""Work aids as the rooms of the web see them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import get_language

from staffelstab.programmes.facts import Text
from staffelstab.programmes.work_aids import (
    Becomes,
    Column,
    Option,
    Question,
    QuestionKind,
    Section,
    WorkAid,
    current_work_aids,
    work_aid,
)

__all__ = [
    "FILL",
    "Becomes",
    "Column",
    "Option",
    "Question",
    "QuestionKind",
    "Section",
    "Typed",
    "WorkAid",
    "aid_of",
    "aids_today",
    "asked_sections",
    "in_words",
]
FILL = "surveys.fill"
"""The kind of a task by link of this room."""
Typed = Any
"""A text, a list of texts (several), or a list of rows (column to text): always as it was typed."""


def aids_today(day: date) -> tuple[WorkAid, ...]:
    return current_work_aids(day)


def aid_of(key: str, version: int) -> WorkAid:
    return work_aid(key, version)


def in_words(text: Text | None) -> str:
    return text.in_language(get_language() or "de") if text else ""


def asked_sections(aid: WorkAid, asked: Collection[str]) -> tuple[Section, ...]:
    """The sections with those questions that are asked; no choice means all of them."""
    if not asked:
        return aid.sections
    cut = (
        replace(section, questions=tuple(q for q in section.questions if q.key in asked))
        for section in aid.sections
    )
    return tuple(section for section in cut if section.questions)
