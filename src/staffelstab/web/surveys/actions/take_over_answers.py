from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.surveys.actions.take_need import take_need
from staffelstab.web.surveys.actions.take_offer import take_offer
from staffelstab.web.surveys.actions.take_organisation import take_organisation
from staffelstab.web.surveys.actions.take_statement import take_statement
from staffelstab.web.surveys.actions.take_structure import take_founding, take_involvement, take_structure
from staffelstab.web.surveys.models import Round, Taken
from staffelstab.web.surveys.queries import Step, plan_of, world_of
from staffelstab.web.surveys.rules import may_run_round

Take = Callable[[Membership, Round, Step, date], models.Model]
TAKES: dict[str, Take] = {
    "founding": take_founding,
    "structure": take_structure,
    "involvement": take_involvement,
    "organisation": take_organisation,
    "need": take_need,
    "offer": take_offer,
    "statement": take_statement,
}


@transaction.atomic
def take_over_answers(person: Membership, asked: Round, *, shown: list[str], today: date) -> list[Taken]:
    """What was shown and is still new becomes what it says, by the deeds that people use; all or nothing.

    ``shown``: the rows on the page. What was decided after it was opened waits for the next time.
    """
    asked = Round.objects.select_for_update().get(pk=asked.pk)
    may_run_round(person, asked).or_refuse()
    plan = [step for step in plan_of(asked, world_of(person.alliance)) if step.is_new and step.id in shown]
    taken = [_take(person, asked, step, today) for step in plan]
    if taken:
        write_entry(
            person,
            "surveys.take_over_answers",
            asked,
            alliance_key=person.alliance.slug,
            after={"taken": [f"{each.thing_kind}: {each.thing_label}" for each in taken]},
        )
    return taken


def _take(person: Membership, asked: Round, step: Step, today: date) -> Taken:
    try:
        thing = TAKES[step.target](person, asked, step, today)
    except ValidationError as problem:
        text = _("“%(row)s” could not be taken over: %(why)s Nothing was changed.")
        raise ValidationError(text % {"row": step.text, "why": " ".join(problem.messages)}) from problem
    return Taken.objects.create(
        alliance=person.alliance,
        round=asked,
        question=step.question.key,
        row=step.row,
        thing_kind=thing._meta.label_lower,
        thing_id=str(thing.pk),
        thing_label=str(thing)[:300],
        by=person.journal_label[:300],
        at=timezone.now(),
    )
