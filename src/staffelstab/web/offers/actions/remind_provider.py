from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import LinkTask, Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.actions.ask_provider import send_letter_of
from staffelstab.web.offers.models import Inquiry
from staffelstab.web.offers.queries.inquiries import answers_of, latest_task, may_be_reminded
from staffelstab.web.offers.queries.letters import reminding
from staffelstab.web.offers.rules import may_ask_providers


@transaction.atomic
def remind_provider(person: Membership, inquiry: Inquiry, *, today: date) -> Inquiry:
    """Once per letter, not before two weeks. The first link keeps working; the reminder brings one of its own."""
    may_ask_providers(person).or_refuse()
    inquiry = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    if not may_be_reminded(inquiry, today=today):
        raise ValidationError(
            _("This letter cannot be reminded of: once is enough, and not before two weeks.")
        )
    inquiry.reminded_on = today
    inquiry.save(update_fields=("reminded_on",))
    first = latest_task(inquiry)
    offers = [answer.offer for answer in answers_of(inquiry) if not answer.kind]

    def letter(task: LinkTask, address: str) -> tuple[str, str]:
        return reminding(task, address, inquiry, offers)

    send_letter_of(
        person,
        inquiry,
        letter,
        function=first.function if first else "",
        today=today,
        language=first.language if first else "de",
    )
    write_entry(person, "offers.remind_provider", inquiry, alliance_key=person.alliance.slug)
    return inquiry
