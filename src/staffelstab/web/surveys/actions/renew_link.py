from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.actions.withdraw_link_task import withdraw_link_task
from staffelstab.web.alliances.models import LinkTask, Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.surveys.actions.ask_partner import letter_text, send_task
from staffelstab.web.surveys.models import Sheet
from staffelstab.web.surveys.queries import link_tasks_of
from staffelstab.web.surveys.rules import may_run_round


@transaction.atomic
def renew_link(person: Membership, sheet: Sheet, *, due_on: date, today: date) -> Sheet:
    """A new link to the same sheet; older ones are withdrawn. What was handed in can be changed again."""
    sheet = (
        Sheet.objects.select_for_update(of=("self",)).select_related("round", "organisation").get(pk=sheet.pk)
    )
    may_run_round(person, sheet.round).or_refuse()
    tasks = link_tasks_of([sheet])[sheet.pk]
    if due_on < today:
        raise ValidationError(_("The day is over already."))
    if not tasks or not tasks[0].address:
        raise ValidationError(_("The address is not kept any more. Please ask anew."))
    for task in tasks:
        if task.done_at is None:
            withdraw_link_task(person, task, today=today)
    sheet.due_on, sheet.handed_in_at, sheet.reminded_on = due_on, None, None
    sheet.save(update_fields=("due_on", "handed_in_at", "reminded_on"))
    write_entry(
        person, "surveys.renew_link", sheet, alliance_key=person.alliance.slug, after={"due_on": due_on}
    )
    send_task(person, sheet, tasks[0].address, tasks[0].language, _letter, today=today)
    return sheet


def _letter(task: LinkTask, address: str) -> tuple[str, str]:
    subject = _("New link: %(title)s") % {"title": task.title}
    return letter_text(
        task, address, subject, _("Here is a new link. What you entered so far is still there.")
    )
