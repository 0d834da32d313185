from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from staffelstab.web.alliances.enums import LinkState
from staffelstab.web.alliances.models import LinkTask, Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.surveys.actions.ask_partner import letter_text, send_task
from staffelstab.web.surveys.models import Sheet
from staffelstab.web.surveys.queries import link_tasks_of
from staffelstab.web.surveys.rules import may_run_round


@transaction.atomic
def remind_partner(person: Membership, sheet: Sheet, *, today: date) -> Sheet:
    """Once before the day. The key is kept nowhere, so the reminder brings a link of its own; both open."""
    sheet = (
        Sheet.objects.select_for_update(of=("self",)).select_related("round", "organisation").get(pk=sheet.pk)
    )
    may_run_round(person, sheet.round).or_refuse()
    if sheet.is_handed_in:
        raise ValidationError(_("The answer has arrived already; there is nothing to remind of."))
    if sheet.reminded_on is not None:
        day = date_format(sheet.reminded_on, "d.m.Y")
        raise ValidationError(_("A reminder went out on %(day)s already. One is enough.") % {"day": day})
    still_open = [t for t in link_tasks_of([sheet])[sheet.pk] if t.state_on(today) == LinkState.OPEN]
    if not still_open:
        raise ValidationError(_("No link to this sheet is open. Send a new one instead."))
    sheet.reminded_on = today
    sheet.save(update_fields=("reminded_on",))
    write_entry(person, "surveys.remind_partner", sheet, alliance_key=person.alliance.slug)
    send_task(person, sheet, still_open[0].address, still_open[0].language, _letter, today=today)
    return sheet


def _letter(task: LinkTask, address: str) -> tuple[str, str]:
    subject = _("Reminder: %(title)s") % {"title": task.title}
    opening = _("This is the only reminder. Your answer is still missing; what you have begun is kept.")
    return letter_text(task, address, subject, opening)
