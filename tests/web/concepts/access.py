from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from staffelstab.web.concepts.actions.branch_variant import branch_variant
from staffelstab.web.concepts.actions.discuss_version import discuss_version
from staffelstab.web.concepts.actions.write_comment import write_comment
from staffelstab.web.concepts.models import Concept, Station, Transition
from tests.cast import Cast
from tests.house.access_table import COORDINATION, COORDINATION_POST, MEMBERS, MEMBERS_POST, Row
from tests.web.concepts.actions.test_proposals import propose
from tests.web.concepts.actions.test_versions import decided as a_decided_version
from tests.web.concepts.actions.test_versions import presented
from tests.web.concepts.making import (
    STUCK,
    TODAY,
    a_concept,
    an_applied_import,
    an_import,
    content_of,
    the_town,
)
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


def version(cast: Cast) -> dict[str, Any]:
    return {"version_id": presented(cast, known_concept(cast)).pk}


def discussed(cast: Cast) -> dict[str, Any]:
    made = presented(cast, known_concept(cast))
    with cast.inside():
        discuss_version(cast.aydin, made, today=TODAY)
    return {"version_id": made.pk}


def decided(cast: Cast) -> dict[str, Any]:
    return {"version_id": a_decided_version(cast, known_concept(cast)).pk}


def comment(cast: Cast) -> dict[str, Any]:
    made = presented(cast, known_concept(cast))
    with cast.inside():
        return {"comment_id": write_comment(cast.aydin, made, text="Gut").pk}


def variant(cast: Cast) -> dict[str, Any]:
    with cast.inside():
        return {"concept_id": branch_variant(cast.aydin, known_concept(cast), title="Versuch").pk}


def proposal(cast: Cast) -> dict[str, Any]:
    return {"proposal_id": propose(cast, known_concept(cast)).pk}


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
    "concepts:paper": Row(MEMBERS, kwargs=lambda cast: concept(cast) | {"name": "bild.png"}),
    "concepts:version_paper": Row(MEMBERS, kwargs=lambda cast: version(cast) | {"name": "kurzfassung.pdf"}),
    "concepts:redo_change": Row(COORDINATION_POST | CORE_POST, method="POST", kwargs=concept, data=revision),
    "concepts:proposals": Row(MEMBERS, kwargs=concept),
    "concepts:propose": Row(MEMBERS, kwargs=transition, ernst=403, dikmen=403, aydin=403),
    "concepts:answer_proposal": Row(
        COORDINATION_POST | CORE_POST,
        method="POST",
        kwargs=proposal,
        data=lambda cast: {"verdict": "reject", "answer": "Nein", **revision(cast)},
    ),
    "concepts:presence": Row(MEMBERS, kwargs=concept),
    "concepts:versions": Row(MEMBERS, kwargs=concept),
    "concepts:present_version": Row(COORDINATION_POST, method="POST", kwargs=concept, data=revision),
    "concepts:branch_variant": Row(
        COORDINATION_POST | CORE_POST, method="POST", kwargs=concept, data=lambda cast: {"title": "Versuch"}
    ),
    "concepts:try_repair": Row(
        COORDINATION_POST | CORE_POST, method="POST", kwargs=concept, data=lambda cast: {"finding": STUCK}
    ),
    "concepts:compare": Row(MEMBERS, kwargs=concept),
    "concepts:merge": Row(COORDINATION | CORE, kwargs=variant),
    "concepts:version": Row(MEMBERS, kwargs=version),
    "concepts:version_file": Row(MEMBERS, kwargs=version),
    "concepts:discuss_version": Row(COORDINATION_POST, method="POST", kwargs=version),
    "concepts:decide_version": Row(COORDINATION_POST, method="POST", kwargs=discussed),
    "concepts:put_in_force": Row(COORDINATION_POST, method="POST", kwargs=decided),
    "concepts:write_comment": Row(
        MEMBERS_POST, method="POST", kwargs=version, data=lambda cast: {"text": "Gut"}, ernst=403
    ),
    "concepts:settle_comment": Row(
        COORDINATION_POST | CORE_POST, method="POST", kwargs=comment, data=lambda cast: {"state": "resolved"}
    ),
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
