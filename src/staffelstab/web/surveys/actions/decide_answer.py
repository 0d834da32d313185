from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.kit.meanwhile import require_unchanged
from staffelstab.web.surveys.enums import Way
from staffelstab.web.surveys.models import Answer, Decision, Round
from staffelstab.web.surveys.pathway import (
    Question,
    Typed,
    cleaned,
    in_words,
    is_empty,
    mark_of,
    rows_of,
    too_much,
)
from staffelstab.web.surveys.queries import aid_of_round, answers_handed_in
from staffelstab.web.surveys.rules import may_run_round

UNDECIDED = "none"


@transaction.atomic
def decide_answer(
    person: Membership,
    asked: Round,
    question_key: str,
    *,
    answer: Answer | None = None,
    typed: Typed = None,
    reason: str = "",
    seen: str = "",
) -> Decision:
    """One answer as it is, or an own one (also put together from several) with a reason.

    ``seen`` is the ``version_of`` the decision on the screen: what somebody else decided since is not overwritten.
    """
    asked = Round.objects.select_for_update().get(pk=asked.pk)
    may_run_round(person, asked).or_refuse()
    question = aid_of_round(asked).question(question_key)
    before = asked.decisions.filter(question=question_key, is_current=True).first()
    require_unchanged(seen, version_of(before))
    decision = Decision(
        alliance=person.alliance,
        round=asked,
        question=question_key,
        typed=answer.typed if answer else cleaned(question, typed),
        way=Way.TAKEN if answer else _way(asked, question, cleaned(question, typed)),
        reason=reason.strip(),
        answer=answer,
        by=person.journal_label[:300],
        at=timezone.now(),
    )
    _require_sound(question, decision)
    if before is not None:
        before.is_current = False
        before.save(update_fields=("is_current",))
    decision.save()
    decision.asked_as = in_words(question.label)
    write_entry(
        person,
        "surveys.decide_answer",
        decision,
        alliance_key=person.alliance.slug,
        before={"answer": before.typed} if before else None,
        after={"answer": decision.typed, "way": decision.way, "reason": decision.reason},
    )
    return decision


def version_of(decision: Decision | None) -> str:
    return str(decision.pk) if decision else UNDECIDED


def _way(asked: Round, question: Question, typed: Typed) -> str:
    """Merged: nothing stands in it that no respondent said."""
    answers = [answer for answer in answers_handed_in(asked) if answer.question == question.key]
    said = {mark_of(row) for answer in answers for row in rows_of(question, answer.typed)}
    own = {mark_of(row) for row in rows_of(question, typed)}
    return Way.MERGED if len(answers) > 1 and own <= said else Way.OWN


def _require_sound(question: Question, decision: Decision) -> None:
    if is_empty(decision.typed):
        raise ValidationError(_("Please choose an answer or write one."))
    if decision.way != Way.TAKEN and not decision.reason:
        raise ValidationError(_("Please give a reason: the respondents can ask for it."))
    if problem := too_much(question, decision.typed):
        raise ValidationError(problem)
    decision.full_clean(exclude=("round", "answer", "alliance"))
