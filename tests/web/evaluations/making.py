"""Concepts whose figures can be counted by hand.

40 persons, a pre-course that leads no further; with `twice` a second course that does the same as the first one, paid
by a programme.
"""

from __future__ import annotations

from typing import Any

from staffelstab.web.concepts.models import Concept
from staffelstab.web.evaluations.actions.mark_overlap import mark_overlap
from staffelstab.web.evaluations.actions.publish_page import publish_page
from staffelstab.web.evaluations.models import KnownOverlap, PublicPage
from staffelstab.web.offers.models import Offer
from tests.cast import Cast
from tests.web.concepts.making import TODAY, an_applied_import, the_town

FIRST = "Programm Brücke: ohne Handlungsfeld"
PUBLIC = {"key": "land", "name": "Land NRW", "is_programme": True}


def a_figure(cast: Cast, **changes: Any) -> Concept:
    concept = an_applied_import(cast, the_town(**changes)).concept
    assert concept is not None
    return concept


def twice(cast: Cast) -> Concept:
    """The pre-course exists twice, paid from two public sources."""
    town = the_town()
    pre_course = next(offer for offer in town["offers"] if offer["key"] == "vorkurs")
    again = {**pre_course, "key": "vorkurs2", "title": {"de": "Vorkurs abends"}, "funding": "land"}
    town["offers"].append({**again, "organisation": "vhs"})
    town["fundings"].append(PUBLIC)
    town["concept"]["stations"].append("vorkurs2")
    town["concept"]["transitions"].append({"from": "beratung", "to": "vorkurs2", "state": "agreed"})
    concept = an_applied_import(cast, town).concept
    assert concept is not None
    return concept


def pair(cast: Cast) -> tuple[Offer, Offer]:
    one, other = Offer.objects.filter(title__startswith="Vorkurs").order_by("pk")
    return one, other


def a_known_overlap(cast: Cast, reason: str = "Der eine ist voll.") -> KnownOverlap:
    with cast.inside():
        one, other = pair(cast)
        return mark_overlap(cast.aydin, one, other, reason=reason, today=TODAY)


def a_public_page(cast: Cast, introduction: str = "Kommen Sie vorbei.") -> PublicPage:
    with cast.inside():
        return publish_page(cast.aydin, introduction=introduction, today=TODAY)
