"""The only door of this room to the work aids and to workbooks."""

from __future__ import annotations

from staffelstab.web.surveys.pathway.aids import (
    FILL,
    Column,
    Question,
    QuestionKind,
    Section,
    Typed,
    WorkAid,
    aid_of,
    aids_today,
    asked_sections,
    in_words,
)
from staffelstab.web.surveys.pathway.answers import (
    CellProblem,
    World,
    canonical,
    cleaned,
    is_empty,
    mark_of,
    problems_of,
    rows_of,
    text_of_answer,
    texts_of,
    words_of,
)
from staffelstab.web.surveys.pathway.persons import Persons, read_persons

__all__ = [
    "FILL",
    "CellProblem",
    "Column",
    "Persons",
    "Question",
    "QuestionKind",
    "Section",
    "Typed",
    "WorkAid",
    "World",
    "aid_of",
    "aids_today",
    "asked_sections",
    "canonical",
    "cleaned",
    "in_words",
    "is_empty",
    "mark_of",
    "problems_of",
    "read_persons",
    "rows_of",
    "text_of_answer",
    "texts_of",
    "words_of",
]
