"""Offers and needs for tests, made by the deeds that people use."""

from __future__ import annotations

from datetime import date
from typing import Any

from staffelstab.web.alliances.models import Membership
from staffelstab.web.offers.actions.create_offer import create_offer
from staffelstab.web.offers.actions.record_need import record_need
from staffelstab.web.offers.models import Need, Offer
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
