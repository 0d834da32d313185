"""A small town as a document of the file format: everything is used once and nothing is wrong."""

from __future__ import annotations

from typing import Any


def town() -> dict[str, Any]:
    """A fresh copy that a test may spoil."""
    return {
        "format": "staffelstab-pathway",
        "version": 1,
        "title": "Lindental",
        "date": "2026-11-22",
        "notes": ["Erfunden."],
        "sources": {"amt": "Bericht des Amtes"},
        "attributes": [
            {
                "key": "language",
                "kind": "ordered",
                "label": {"de": "Deutsch", "en": "German"},
                "values": [{"key": "none"}, {"key": "A1"}, {"key": "A2"}, {"key": "B1"}],
            },
            {
                "key": "status",
                "kind": "unordered",
                "groups": True,
                "values": [
                    {"key": "duldung", "rank": 0, "label": "Duldung"},
                    {"key": "erlaubnis", "rank": 1},
                ],
            },
        ],
        "clocks": [
            {"key": "age", "kind": "fixed"},
            {"key": "stay", "kind": "fixed"},
            {"key": "tolerated", "kind": "since", "attribute": "status", "values": ["duldung"]},
        ],
        "profiles": {
            "values": {"language": ["none", "A1"], "status": ["duldung"]},
            "clocks": {"age": [216, 300]},
            "same_as": {"stay": "age"},
        },
        "places": [
            {"key": "05170044", "name": "Seedorf"},
            {"key": "05170048", "name": "Bergen", "population": 9},
        ],
        "organisations": [{"key": "vhs", "name": "Volkshochschule", "type": "vhs"}],
        "agreements": [
            {
                "key": "kv",
                "title": "Kooperation",
                "organisations": ["vhs"],
                "valid_to": "2028-12-31",
                "note": "A 1",
            }
        ],
        "fundings": [
            {"key": "land", "name": "Landesmittel", "valid_from": "2020-07-01", "valid_to": "2027-06-30"},
            {"key": "stiftung", "name": "Stiftung", "is_public": False},
        ],
        "offers": [
            _course(),
            {"key": "rat", "title": "Beratung", "kind": "accompaniment", "outcomes": [{"key": "o"}]},
        ],
        "concept": _concept(),
        "needs": [
            {"key": "n1", "places": ["05170044"], "persons": 40, "when": {"status": "duldung"}},
            {"key": "n2", "persons": {"at_least": 500, "at_most": 600}, "date": "2021-01-01"},
        ],
        "settings": {"horizon_months": 36},
    }


def _course() -> dict[str, Any]:
    return {
        "key": "kurs",
        "title": {"de": "Sprachkurs", "en": "Language course"},
        "months": 6,
        "organisation": "vhs",
        "funding": "land",
        "valid_from": "2021-01-01",
        "valid_to": "2029-12-31",
        "territory": ["05170044", "05170048"],
        "start_months": [2, 9],
        "places": 20,
        "conditions": ["Kinderbetreuung ist geklärt."],
        "access": [
            {
                "verdict": "conditional",
                "when": {
                    "language": {"max": "A2"},
                    "clocks": {"age": {"min": 192, "max": 336}, "tolerated": {"min": 3}},
                    "begun_by": {"stay": "2022-12-31"},
                },
            }
        ],
        "outcomes": [
            {"key": "B1", "share": 0.5, "effects": [{"attribute": "language", "to": "B1", "from": "A2"}]},
            {"key": "A2", "share": 0.5, "effects": [{"attribute": "language", "to": "A2"}]},
        ],
    }


def _concept() -> dict[str, Any]:
    return {
        "valid_from": "2021-01-01",
        "stations": ["rat", "kurs"],
        "entry_points": ["rat"],
        "transitions": [
            {
                "from": "rat",
                "to": "kurs",
                "state": "agreed",
                "agreement": "kv",
                "handover": {"hands_over": "Rat", "within_days": 7},
            },
            {"from": "kurs", "to": "kurs"},
        ],
        "goals": [{"key": "b1", "label": "Deutsch B1", "when": {"language": {"min": "B1"}}}],
    }
