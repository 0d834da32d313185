from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from staffelstab.web.alliances.actions.send_link_task import LetterText, Request, send_link_task
from staffelstab.web.alliances.models import LinkTask, Membership, Organisation
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.models import Answer, Inquiry, Offer
from staffelstab.web.offers.queries.inquiries import KIND, OPEN_FOR, offers_to_ask
from staffelstab.web.offers.queries.letters import asking
from staffelstab.web.offers.rules import may_ask_providers

ANSWERED_AT = "offers_by_link:answer"


@transaction.atomic
def ask_provider(
    person: Membership, organisation: Organisation, *, function: str = "", today: date, language: str = "de"
) -> Inquiry:
    """One letter with a link asks whether all offers of a provider are still correct. One letter at a time."""
    may_ask_providers(person).or_refuse()
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    offers = list(offers_to_ask(organisation, today=today))
    _require_askable(organisation, offers)
    inquiry = Inquiry.objects.create(
        alliance=person.alliance,
        organisation=organisation,
        asked_by=person.journal_label[:300],
        asked_on=today,
        expires_on=today + OPEN_FOR,
    )
    rows = [Answer(alliance=person.alliance, inquiry=inquiry, offer=offer) for offer in offers]
    Answer.objects.bulk_create(rows)

    def letter(task: LinkTask, address: str) -> tuple[str, str]:
        return asking(task, address, inquiry, offers)

    send_letter_of(person, inquiry, letter, function=function, today=today, language=language)
    write_entry(
        person,
        "offers.ask_provider",
        inquiry,
        alliance_key=person.alliance.slug,
        after={"offers": [offer.key for offer in offers], "expires_on": inquiry.expires_on},
    )
    return inquiry


def _require_askable(organisation: Organisation, offers: list[Offer]) -> None:
    problem = ""
    if not organisation.email:
        problem = _("“%(name)s” has no business e-mail address. Please record one first.")
    elif Inquiry.objects.filter(organisation=organisation, closed_on=None).exists():
        problem = _("“%(name)s” has been asked already; that letter is still open.")
    elif not offers:
        problem = _("“%(name)s” has no offer here that could be confirmed.")
    if problem:
        raise ValidationError(problem % {"name": organisation})


def send_letter_of(
    person: Membership, inquiry: Inquiry, letter: LetterText, *, function: str, today: date, language: str
) -> LinkTask:
    with override(language):
        title = _("Are the offers of “%(name)s” still correct?") % {"name": inquiry.organisation}
        contact = function or _("Contact for offers")
    request = Request(
        kind=KIND,
        subject=str(inquiry.pk),
        title=title,
        url_name=ANSWERED_AT,
        function=contact,
        address=inquiry.organisation.email,
        expires_on=inquiry.expires_on,
        organisation=inquiry.organisation,
        language=language,
    )
    return send_link_task(person, request, letter, today=today)
