from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from staffelstab.web.alliances.models import LinkTask, Membership
from staffelstab.web.surveys.enums import Origin
from staffelstab.web.surveys.models import Answer, Sheet
from staffelstab.web.surveys.pathway import Question, Typed, cleaned, is_empty, mark_of, too_much
from staffelstab.web.surveys.queries import answers_of, sections_of
from staffelstab.web.surveys.rules import may_fill

ONE_SITTING = timedelta(minutes=15)
"""What the same author changes within this time is one step of the history."""


@dataclass
class Saved:
    """`clashes`: somebody else had changed these meanwhile; theirs is kept in the history. `refused`: why not kept."""

    changed: list[str] = field(default_factory=list)
    clashes: dict[str, Answer] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def save_answers(
    author: Membership | LinkTask,
    sheet: Sheet,
    typed: Mapping[str, Typed],
    *,
    seen: Mapping[str, str] | None = None,
    origin: str = Origin.PAGE,
) -> Saved:
    """Keep what was typed, understood or not. A draft is no deed yet: its own history stands in for the journal.

    ``seen``: the mark of each answer when the page was shown. What was not changed on the page overwrites nothing.
    """
    sheet = Sheet.objects.select_for_update(of=("self",)).select_related("round").get(pk=sheet.pk)
    may_fill(author, sheet).or_refuse()
    asked = {question.key: question for section in sections_of(sheet) for question in section.questions}
    current, saved = answers_of(sheet), Saved()
    for key in typed.keys() & asked.keys():
        answer = Answer(
            sheet=sheet,
            alliance_id=sheet.alliance_id,
            question=key,
            typed=cleaned(asked[key], typed[key]),
            by=author.journal_label[:300],
            at=timezone.now(),
            origin=origin,
        )
        _keep(asked[key], answer, current.get(key), (seen or {}).get(key), saved)
    return saved


def _keep(question: Question, answer: Answer, before: Answer | None, seen: str | None, saved: Saved) -> None:
    mark, known = mark_of(answer.typed), mark_of(before.typed if before else "")
    if mark in (known, seen) or (before is None and is_empty(answer.typed)):
        return
    problem = too_much(question, answer.typed)
    if problem:
        saved.refused[question.key] = problem
        return
    is_clash = before is not None and seen is not None and seen != known
    if is_clash and before is not None:
        saved.clashes[question.key] = before
    if before is not None and not is_clash and _is_one_step(before, answer):
        before.typed, before.at = answer.typed, answer.at
        before.save(update_fields=("typed", "at"))
    else:
        _add(answer, before)
    saved.changed.append(question.key)


def _is_one_step(before: Answer, answer: Answer) -> bool:
    same = before.by == answer.by and before.origin == answer.origin == Origin.PAGE
    return same and answer.at - before.at < ONE_SITTING


def _add(answer: Answer, before: Answer | None) -> None:
    if before is not None:
        before.is_current = False
        before.save(update_fields=("is_current",))
    answer.save()
