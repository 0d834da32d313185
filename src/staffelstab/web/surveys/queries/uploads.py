"""What a file would change, and what it leaves."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from staffelstab.web.alliances.models import Membership
from staffelstab.web.surveys.models import Round, Upload
from staffelstab.web.surveys.pathway import (
    Question,
    World,
    in_words,
    is_empty,
    mark_of,
    problems_of,
    text_of_answer,
)
from staffelstab.web.surveys.queries.rounds import sections_of, typed_in


@dataclass(frozen=True)
class Change:
    """One question: what stands there now and what the file says."""

    question: Question
    label: str
    now: str
    then: str
    problems: tuple[str, ...]
    is_same: bool


def uploads_of(person: Membership, asked: Round) -> QuerySet[Upload]:
    """The files of one's own sheet."""
    own = Upload.objects.filter(sheet__round=asked, sheet__user=person.user_id)
    return own.select_related("sheet__round", "sheet__organisation")


def changes_of(upload: Upload, world: World) -> list[Change]:
    now = typed_in(upload.sheet) if upload.applied_at is None else (upload.before or {})
    return [
        Change(
            question,
            in_words(question.label),
            text_of_answer(question, now.get(question.key), world),
            text_of_answer(question, upload.answers[question.key], world),
            tuple(problem.text for problem in problems_of(question, upload.answers[question.key], world)),
            mark_of(now.get(question.key)) == mark_of(upload.answers[question.key]),
        )
        for section in sections_of(upload.sheet)
        for question in section.questions
        if not is_empty(upload.answers.get(question.key))
    ]
