from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from staffelstab.web.intake.models import ForeignList, Mapping
from tests.cast import Cast
from tests.house.access_table import COORDINATION, COORDINATION_POST, MEMBERS, Row
from tests.web.intake.making import OFFERS, a_compared_list, a_list, a_taken_list

CORE = {"dikmen": 200}
CORE_POST = {"dikmen": 302}
KNOWN = "Titel;Gemeinde\nDeutschkurs;Musterstadt\n"


def known(cast: Cast) -> dict[str, Any]:
    """The list of this test, made once: every row is looked at by several people."""
    with cast.inside():
        found = ForeignList.objects.first()
    return {"list_id": (found or a_compared_list(cast, KNOWN, remember_as="Kursliste")).pk}


def of_source(cast: Cast) -> dict[str, Any]:
    known(cast)
    with cast.inside():
        found = Mapping.objects.first()
    if found is None:
        a_compared_list(cast, KNOWN, remember_as="Kursliste")
        with cast.inside():
            found = Mapping.objects.get()
    return {"source_id": found.pk}


TABLE = {
    "intake:lists": Row(COORDINATION | CORE),
    "intake:export": Row(MEMBERS, kwargs=lambda cast: {"what": "offers", "form": "csv"}),
    "intake:sources": Row(COORDINATION | CORE),
    "intake:source": Row(COORDINATION | CORE, kwargs=of_source),
    "intake:forget_source": Row(COORDINATION_POST | CORE_POST, method="POST", kwargs=of_source),
    "intake:list": Row(COORDINATION | CORE, kwargs=known),
    "intake:columns": Row(COORDINATION | CORE, kwargs=known),
    "intake:doubts": Row(COORDINATION | CORE, kwargs=known),
    "intake:rows": Row(COORDINATION | CORE, kwargs=lambda cast: known(cast) | {"deed": "new"}),
    "intake:progress": Row(COORDINATION_POST | CORE_POST, kwargs=known),
    "intake:take_over": Row(
        COORDINATION_POST | CORE_POST,
        method="POST",
        kwargs=lambda cast: {"list_id": a_compared_list(cast, KNOWN).pk},
    ),
    "intake:take_back": Row(
        COORDINATION_POST | CORE_POST,
        method="POST",
        kwargs=lambda cast: {"list_id": a_taken_list(cast, KNOWN).pk},
    ),
    "intake:stop": Row(COORDINATION_POST | CORE_POST, method="POST", kwargs=known),
    "intake:go_on": Row(COORDINATION_POST | CORE_POST, method="POST", kwargs=known),
    "intake:discard": Row(
        COORDINATION_POST | CORE_POST, method="POST", kwargs=lambda cast: {"list_id": a_list(cast, OFFERS).pk}
    ),
}


def upload(cast: Cast) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("liste.csv", OFFERS.encode())}
