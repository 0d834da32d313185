from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from staffelstab.web.concepts.models import Concept, Station, Transition
from tests.cast import Cast
from tests.house.access_table import COORDINATION, COORDINATION_POST, MEMBERS, Row
from tests.web.concepts.making import STUCK, a_concept, an_applied_import, an_import, content_of, the_town
from tests.web.offers.making import an_offer

KNOWN = "Kleinstadt"


def known_concept(cast: Cast) -> Concept:
    """The concept of this test, made once: every row is looked at by several people."""
    with cast.inside():
        found = Concept.objects.filter(title=KNOWN).first()
    return found or a_concept(cast)


def concept(cast: Cast) -> dict[str, Any]:
    return {"concept_id": known_concept(cast).pk}


def station(cast: Cast) -> dict[str, Any]:
    here = known_concept(cast)
    with cast.inside():
        return {"concept_id": here.pk, "station_id": Station.objects.filter(concept=here)[0].pk}


def transition(cast: Cast) -> dict[str, Any]:
    here = known_concept(cast)
    with cast.inside():
        return {"concept_id": here.pk, "transition_id": Transition.objects.filter(concept=here)[0].pk}


def revision(cast: Cast) -> dict[str, Any]:
    return {"revision": known_concept(cast).revision}


def two_stations(cast: Cast) -> dict[str, Any]:
    here = known_concept(cast)
    with cast.inside():
        first, second = Station.objects.filter(concept=here)[1:3]
    return {"revision": here.revision, "origin": first.pk, "target": second.pk, "state": "aimed"}


def upload(cast: Cast) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("kleinstadt.json", content_of(the_town()))}


CORE = {"dikmen": 200}
CORE_POST = {"dikmen": 302}

TABLE = {
    "concepts:list": Row(MEMBERS),
    "concepts:new": Row(COORDINATION | CORE),
    "concepts:upload": Row(COORDINATION | CORE),
    "concepts:preview": Row(COORDINATION | CORE, kwargs=lambda cast: {"import_id": an_import(cast).pk}),
    # New organisations join an alliance through the coordination only.
    "concepts:apply_import": Row(
        COORDINATION_POST, method="POST", kwargs=lambda cast: {"import_id": an_import(cast).pk}
    ),
    "concepts:undo_import": Row(
        COORDINATION_POST | CORE_POST,
        method="POST",
        kwargs=lambda cast: {"import_id": an_applied_import(cast).pk},
    ),
    "concepts:concept": Row(MEMBERS, kwargs=concept),
    "concepts:table": Row(MEMBERS, kwargs=concept),
    "concepts:picture": Row(MEMBERS, kwargs=concept),
    "concepts:export": Row(MEMBERS, kwargs=lambda cast: concept(cast) | {"kind": "json"}),
    "concepts:finding": Row(MEMBERS, kwargs=concept, query=f"?finding={STUCK}"),
    "concepts:whom": Row(MEMBERS, kwargs=concept),
    "concepts:whom_cell": Row(MEMBERS, kwargs=concept, query="?g-language=A2&place=05999004"),
    "concepts:whom_file": Row(MEMBERS, kwargs=concept),
    "concepts:worklist": Row(MEMBERS, kwargs=concept),
    "concepts:assign_finding": Row(
        COORDINATION_POST | CORE_POST,
        method="POST",
        kwargs=concept,
        data=lambda cast: {"finding": STUCK, "function": "Jugendamt"},
    ),
    "concepts:accept_finding": Row(
        COORDINATION_POST | CORE_POST,
        method="POST",
        kwargs=concept,
        data=lambda cast: {"finding": STUCK, "because": "bekannt"},
    ),
    "concepts:reopen_finding": Row(
        COORDINATION_POST | CORE_POST, method="POST", kwargs=concept, data=lambda cast: {"finding": STUCK}
    ),
    "concepts:what_if": Row(MEMBERS, kwargs=concept),
    "concepts:stop": Row(MEMBERS, kwargs=concept),
    "concepts:break": Row(
        MEMBERS, kwargs=lambda cast: concept(cast) | {"day": "2030-01-01"}, query="?end=31.12.2030"
    ),
    "concepts:edit": Row(COORDINATION | CORE, kwargs=concept),
    "concepts:undo_change": Row(COORDINATION_POST | CORE_POST, method="POST", kwargs=concept, data=revision),
    "concepts:add_station": Row(
        COORDINATION_POST | CORE_POST,
        method="POST",
        kwargs=concept,
        data=lambda cast: {"offer": an_offer(cast).pk, **revision(cast)},
    ),
    "concepts:remove_station": Row(
        COORDINATION_POST | CORE_POST, method="POST", kwargs=station, data=revision
    ),
    "concepts:mark_entry_point": Row(
        COORDINATION_POST | CORE_POST, method="POST", kwargs=station, data=revision
    ),
    "concepts:add_transition": Row(
        COORDINATION_POST | CORE_POST, method="POST", kwargs=concept, data=two_stations
    ),
    "concepts:edit_transition": Row(COORDINATION | CORE, kwargs=transition),
    "concepts:transition_state": Row(
        COORDINATION_POST | CORE_POST,
        method="POST",
        kwargs=transition,
        data=lambda cast: {"state": "possible", **revision(cast)},
    ),
    "concepts:remove_transition": Row(
        COORDINATION_POST | CORE_POST, method="POST", kwargs=transition, data=revision
    ),
}
