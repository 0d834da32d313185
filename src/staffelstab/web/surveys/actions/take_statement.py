from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.offers.actions.record_statements import Said, record_statements
from staffelstab.web.offers.enums import SaidIn, Visibility
from staffelstab.web.offers.models import Statement
from staffelstab.web.surveys.models import Decision, Round
from staffelstab.web.surveys.queries import Step


@transaction.atomic
def take_statement(person: Membership, asked: Round, step: Step, today: date) -> Statement:
    """The whole row in words, read by those who may read answers; codes are given by people, at the desk."""
    decision = Decision.objects.select_related("answer__sheet__organisation").get(
        round=asked, question=step.question.key, is_current=True
    )
    answer = decision.answer
    said = Said(
        step.text,
        SaidIn.WORK_AID,
        said_by=str(answer.sheet)[:200] if answer else "",
        date=(answer or decision).at.date(),
        visibility=Visibility.CORE,
        reference=f"{asked}: {step.label}"[:200],
    )
    return record_statements(person, [said])[0]
