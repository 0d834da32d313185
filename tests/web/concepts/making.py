"""A small town whose findings can be counted by hand.

Counselling leads into a pre-course (German A2). A course needs A2 and leads to B1, work needs B1. The transition from
the pre-course to the course is missing: nobody gets any further than A2.
"""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import Any

from staffelstab.web.concepts.actions.apply_import import apply_import
from staffelstab.web.concepts.actions.read_import import read_import
from staffelstab.web.concepts.models import Concept, Import, Station, Transition
from staffelstab.web.concepts.pathway import Asked
from staffelstab.web.concepts.queries.boards import Board, board, load
from tests.cast import Cast

TODAY = date(2026, 11, 23)
STUCK = "dead-end.no-transition.vorkurs"
TOWN: dict[str, Any] = {
    "format": "staffelstab-pathway",
    "version": 1,
    "title": "Kleinstadt",
    "date": "2026-11-23",
    "notes": ["Erfunden, um daran zu rechnen."],
    "sources": {"hand": "mit der Hand gezählt"},
    "attributes": [
        {
            "key": "language",
            "kind": "ordered",
            "groups": True,
            "label": {"de": "Deutsch"},
            "values": [
                {"key": "none", "label": {"de": "unter A2"}},
                {"key": "A2", "label": {"de": "A2"}},
                {"key": "B1", "label": {"de": "B1"}},
            ],
        },
        {
            "key": "work",
            "kind": "ordered",
            "label": {"de": "Arbeit"},
            "values": [
                {"key": "no", "label": {"de": "keine"}},
                {"key": "yes", "label": {"de": "eine Stelle"}},
            ],
        },
    ],
    "profiles": {"values": {"language": ["none", "A2"]}},
    "places": [
        {"key": "05999004", "name": "Musterstadt"},
        {"key": "05999008", "name": "Altenfeld"},
    ],
    "organisations": [
        {"key": "werk", "name": "Bildungswerk Musterkreis", "type": "bildungstraeger"},
        {"key": "vhs", "name": "Volkshochschule Musterkreis", "type": "vhs"},
    ],
    "fundings": [
        {"key": "bruecke", "name": "Programm Brücke", "valid_to": "2029-12-31", "is_programme": True}
    ],
    "offers": [
        {"key": "beratung", "title": {"de": "Beratung"}, "kind": "accompaniment"},
        {
            "key": "vorkurs",
            "title": {"de": "Vorkurs Deutsch", "en": "Pre-course"},
            "kind": "measure",
            "months": 3,
            "organisation": "werk",
            "funding": "bruecke",
            "access": [{"verdict": "open", "when": {"language": ["none"]}}],
            "outcomes": [{"key": "a2", "effects": [{"attribute": "language", "to": "A2"}]}],
        },
        {
            "key": "kurs",
            "title": {"de": "Deutschkurs B1"},
            "kind": "measure",
            "months": 6,
            "organisation": "vhs",
            "places": 20,
            "access": [{"verdict": "open", "when": {"language": {"min": "A2"}}}],
            "outcomes": [{"key": "b1", "effects": [{"attribute": "language", "to": "B1"}]}],
        },
        {
            "key": "arbeit",
            "title": {"de": "Arbeit im Betrieb"},
            "kind": "measure",
            "months": 1,
            "access": [{"verdict": "open", "when": {"language": {"min": "B1"}}}],
            "outcomes": [{"key": "job", "effects": [{"attribute": "work", "to": "yes"}]}],
        },
    ],
    "concept": {
        "stations": ["beratung", "vorkurs", "kurs", "arbeit"],
        "entry_points": ["beratung"],
        "goals": [{"key": "job", "label": {"de": "Arbeit"}, "when": {"work": ["yes"]}}],
        "transitions": [
            {"from": "beratung", "to": "vorkurs", "state": "agreed"},
            {
                "from": "kurs",
                "to": "arbeit",
                "state": "agreed",
                "handover": {"hands_over": "Kursleitung", "within_days": 14},
            },
        ],
    },
    "needs": [
        {"key": "ohne-a2", "when": {"language": ["none"]}, "persons": 40, "method": "Auszählung der Beratung"}
    ],
}


def the_town(**changes: Any) -> dict[str, Any]:
    return copy.deepcopy(TOWN) | changes


def content_of(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def an_import(cast: Cast, document: dict[str, Any] | None = None, concept: Concept | None = None) -> Import:
    """A file that was read and not taken over yet."""
    content = content_of(document or the_town())
    with cast.inside():
        return read_import(cast.aydin, file_name="kleinstadt.json", content=content, concept=concept)


def an_applied_import(cast: Cast, document: dict[str, Any] | None = None) -> Import:
    imported = an_import(cast, document)
    with cast.inside():
        apply_import(cast.aydin, imported, today=TODAY)
        return Import.objects.select_related("concept").get(pk=imported.pk)


def a_concept(cast: Cast) -> Concept:
    concept = an_applied_import(cast).concept
    assert concept is not None
    return concept


def station(concept: Concept, key: str) -> Station:
    return Station.objects.select_related("offer").get(concept=concept, offer__key=key)


def transition(concept: Concept, origin: str, target: str) -> Transition:
    rows = Transition.objects.select_related("origin__offer", "target__offer", "concept")
    return rows.get(concept=concept, origin__offer__key=origin, target__offer__key=target)


def asked(concept: Concept, **changes: Any) -> Asked:
    return Asked(**{"date": concept.date, **changes})


def board_of(concept: Concept, **changes: Any) -> Board:
    return board(load(concept), asked(concept, **changes))


def finding_names(concept: Concept, **changes: Any) -> set[str]:
    return {told.name for told in board_of(concept, **changes).telling.findings}
