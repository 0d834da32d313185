from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.actions.withdraw_link_task import withdraw_link_task
from staffelstab.web.alliances.models import Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.surveys.models import Round
from staffelstab.web.surveys.queries import link_tasks_of
from staffelstab.web.surveys.rules import may_run_round


@transaction.atomic
def close_round(person: Membership, asked: Round, *, today: date) -> Round:
    """Nobody answers any more; open links are withdrawn, drafts and answers stay."""
    asked = Round.objects.select_for_update().get(pk=asked.pk)
    may_run_round(person, asked).or_refuse()
    asked.closed_on = today
    asked.save(update_fields=("closed_on",))
    for tasks in link_tasks_of(asked.sheets.all()).values():
        for task in tasks:
            if task.done_at is None:
                withdraw_link_task(person, task, today=today)
    write_entry(person, "surveys.close_round", asked, alliance_key=person.alliance.slug)
    return asked
