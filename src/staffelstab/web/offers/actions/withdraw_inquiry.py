from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.actions.withdraw_link_task import withdraw_link_task
from staffelstab.web.alliances.models import LinkTask, Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.models import Inquiry
from staffelstab.web.offers.queries.inquiries import KIND
from staffelstab.web.offers.rules import may_ask_providers


@transaction.atomic
def withdraw_inquiry(person: Membership, inquiry: Inquiry, *, today: date) -> Inquiry:
    """The letter is not waited for any more; its links do not open any more, what was answered stays."""
    may_ask_providers(person).or_refuse()
    inquiry = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    if inquiry.closed_on is not None:
        raise ValidationError(_("This letter is closed already."))
    inquiry.closed_on = today
    inquiry.save(update_fields=("closed_on",))
    for task in LinkTask.objects.filter(kind=KIND, subject=str(inquiry.pk), done_at=None, withdrawn_on=None):
        withdraw_link_task(person, task, today=today)
    write_entry(person, "offers.withdraw_inquiry", inquiry, alliance_key=person.alliance.slug)
    return inquiry
