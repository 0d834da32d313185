"""Offers and needs for tests, made by the deeds that people use."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.utils import timezone

from staffelstab.web.alliances.models import LinkTask, Membership, Organisation
from staffelstab.web.notices.models import Letter
from staffelstab.web.offers.actions.answer_inquiry import Said, answer_inquiry
from staffelstab.web.offers.actions.ask_provider import ask_provider
from staffelstab.web.offers.actions.create_offer import create_offer
from staffelstab.web.offers.actions.record_need import record_need
from staffelstab.web.offers.actions.withdraw_inquiry import withdraw_inquiry
from staffelstab.web.offers.models import Answer, Inquiry, Need, Offer
from staffelstab.web.offers.queries.inquiries import KIND
from tests.cast import Cast

TODAY = date(2026, 11, 23)
WITH_RULES: dict[str, Any] = {
    "access": [
        {"verdict": "open", "when": {"status": ["gestattung", "duldung"], "language": {"min": "A2"}}},
        {"verdict": "closed", "when": {"status": "duldung_arbeitsverbot"}, "note": "Arbeit nicht erlaubt"},
    ],
    "outcomes": [{"key": "b1", "label": {"de": "B1"}, "effects": [{"attribute": "language", "to": "B1"}]}],
    "risks": ["Wartezeit vor dem Kurs"],
    "sources": ["https://example.org/kurs"],
}


def an_offer(cast: Cast, title: str = "Deutschkurs", person: Membership | None = None, **said: Any) -> Offer:
    """An offer of Brandt's organisation in Musterkreis."""
    given = {"organisation": cast.partner_organisation, "everywhere": True, "months": 3, **said}
    with cast.inside():
        return create_offer(person or cast.aydin, title=title, **given)


def a_need(cast: Cast, label: str = "Junge Menschen mit Duldung", **said: Any) -> Need:
    with cast.inside():
        return record_need(cast.aydin, label=label, **said)


def with_address(cast: Cast) -> None:
    """Brandt's organisation can be written to."""
    Organisation.objects.filter(pk=cast.partner_organisation.pk).update(
        email="kurse@bildungswerk.example.org"
    )


def a_letter(cast: Cast, *, today: date | None = None) -> tuple[Inquiry, str]:
    """A letter to Brandt's organisation about all its offers, and the key in its link; an older one is withdrawn."""
    with_address(cast)
    with cast.inside():
        for older in Inquiry.objects.filter(closed_on=None):
            withdraw_inquiry(cast.aydin, older, today=timezone.localdate())
        inquiry = ask_provider(
            cast.aydin, cast.partner_organisation, function="Kursleitung", today=today or timezone.localdate()
        )
    found = re.search(r"/l/angebote/([\w-]{43})/", Letter.objects.latest("pk").text)
    assert found
    return inquiry, found[1]


def a_waiting_answer(cast: Cast) -> Answer:
    """Brandt's organisation wishes a change that is more than facts."""
    offer = an_offer(cast)
    inquiry, _key = a_letter(cast)
    with cast.inside():
        task = LinkTask.objects.get(kind=KIND, subject=str(inquiry.pk))
        answer_inquiry(task, [Said(offer.pk, "changed", note="Nur noch online.")], today=timezone.localdate())
        return inquiry.answers.get(offer=offer)
