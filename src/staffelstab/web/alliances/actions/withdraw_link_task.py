from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import LinkTask, Membership
from staffelstab.web.alliances.rules import may_send_link_task
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def withdraw_link_task(person: Membership, task: LinkTask, *, today: date) -> LinkTask:
    """The link does not open any more; what was answered stays."""
    may_send_link_task(person).or_refuse()
    task = LinkTask.objects.select_for_update().get(pk=task.pk)
    if task.done_at is not None:
        raise ValidationError(_("This task has been answered already; there is nothing to withdraw."))
    if task.withdrawn_on is None:
        task.withdrawn_on = today
        task.save(update_fields=("withdrawn_on",))
        write_entry(person, "alliances.withdraw_link_task", task, alliance_key=person.alliance.slug)
    return task
