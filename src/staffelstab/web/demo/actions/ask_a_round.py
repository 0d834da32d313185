from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from staffelstab.web.alliances.models import LinkTask, Membership, Organisation
from staffelstab.web.demo.phrases import AskedRound, Respondent
from staffelstab.web.surveys.actions.ask_partner import Partner, ask_partner
from staffelstab.web.surveys.actions.decide_answer import decide_answer
from staffelstab.web.surveys.actions.hand_in_sheet import hand_in_sheet
from staffelstab.web.surveys.actions.open_round import open_round
from staffelstab.web.surveys.actions.save_answers import save_answers
from staffelstab.web.surveys.models import Answer, Round
from staffelstab.web.surveys.pathway import FILL, aids_today

BEGUN = timedelta(days=12)
LEFT = timedelta(days=9)


@transaction.atomic
def ask_a_round(
    person: Membership, asked: AskedRound, organisations: Mapping[str, Organisation], *, today: date
) -> Round:
    """The partners answer by link, by the same deeds as everybody. Needs an open scope."""
    aid = next(aid for aid in aids_today(today) if aid.key == asked.aid)
    opened = open_round(person, aid, title=asked.title, due_on=today + LEFT, today=today - BEGUN)
    for partner in asked.partners:
        _answer(person, opened, partner, organisations[partner.organisation], today)
    for question, whose in asked.decided.items():
        given = Answer.objects.filter(sheet__round=opened, question=question)
        answer = given.get(sheet__organisation=organisations[whose])
        decide_answer(person, opened, question, answer=answer)
    return opened


def _answer(
    person: Membership, opened: Round, partner: Respondent, organisation: Organisation, today: date
) -> None:
    who = Partner(organisation, partner.function, f"{partner.organisation}@musterkreis.example")
    sheet = ask_partner(person, opened, who, due_on=opened.due_on, today=opened.opened_on)
    task = LinkTask.objects.get(kind=FILL, subject=str(sheet.pk))
    save_answers(task, sheet, partner.answers)
    if partner.hands_in:
        hand_in_sheet(task, sheet, today=today)
