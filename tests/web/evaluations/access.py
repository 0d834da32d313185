from __future__ import annotations

from typing import Any

from staffelstab.web.evaluations.models import KnownOverlap
from staffelstab.web.offers.models import Offer
from tests.cast import Cast
from tests.house.access_table import COORDINATION, COORDINATION_POST, MEMBERS, MEMBERS_POST, PUBLIC, Row
from tests.web.concepts.access import known_concept
from tests.web.evaluations.making import a_known_overlap, a_public_page, pair, twice


def file(cast: Cast) -> dict[str, Any]:
    known_concept(cast)
    return {"kind": "svg"}


def concept(cast: Cast) -> dict[str, Any]:
    known_concept(cast)
    return {}


def line(cast: Cast) -> dict[str, Any]:
    return {"line": "05999004"}


def overlapping(cast: Cast) -> dict[str, Any]:
    if not Offer.objects.filter(title="Vorkurs abends").exists():
        twice(cast)
    one, other = pair(cast)
    return {"one_id": one.pk, "other_id": other.pk}


def known(cast: Cast) -> dict[str, Any]:
    overlapping(cast)
    with cast.inside():
        found = KnownOverlap.objects.first()
    return {"known_id": (found or a_known_overlap(cast)).pk}


def published(cast: Cast) -> dict[str, Any]:
    known_concept(cast)
    a_public_page(cast)
    return {"public_slug": cast.alliance.slug}


def withdrawn(cast: Cast) -> dict[str, Any]:
    published(cast)
    return {}


TABLE = {
    "evaluations:figure": Row(MEMBERS),
    "evaluations:figure_file": Row(MEMBERS, kwargs=file),
    "evaluations:figure_outside": Row(COORDINATION, dikmen=200, kwargs=concept),
    "evaluations:matrix": Row(MEMBERS),
    "evaluations:cell": Row(MEMBERS, kwargs=concept, query="?line=05999004"),
    "evaluations:ask_beside": Row(MEMBERS_POST, method="POST", kwargs=concept, data=line),
    "evaluations:overlaps": Row(MEMBERS),
    "evaluations:overlaps_pdf": Row(MEMBERS, kwargs=concept),
    "evaluations:mark_overlap": Row(COORDINATION, dikmen=200, kwargs=overlapping),
    "evaluations:unmark_overlap": Row(COORDINATION_POST, dikmen=302, method="POST", kwargs=known),
    "evaluations:who_does_what": Row(MEMBERS),
    "evaluations:withdraw_page": Row(COORDINATION_POST, method="POST", kwargs=withdrawn),
    "evaluations_public:who_does_what": Row(PUBLIC, kwargs=published),
}
