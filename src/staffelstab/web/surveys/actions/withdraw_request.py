from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.actions.withdraw_link_task import withdraw_link_task
from staffelstab.web.alliances.models import Membership
from staffelstab.web.surveys.models import Sheet
from staffelstab.web.surveys.queries import link_tasks_of


@transaction.atomic
def withdraw_request(person: Membership, sheet: Sheet, *, today: date) -> None:
    """No link to this sheet opens any more; each withdrawal stands in the journal."""
    for task in link_tasks_of([sheet])[sheet.pk]:
        if task.done_at is None:
            withdraw_link_task(person, task, today=today)
