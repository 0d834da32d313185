"""A small sound file, and ways to spoil it."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import Answer, call

Capsys = pytest.CaptureFixture[str]
Document = dict[str, Any]
Change = Callable[[Document], None]
COMPLETE = {
    "hands_over": "A",
    "receives": "B",
    "procedure": "C",
    "within_days": 7,
    "papers": "D",
    "consent": "E",
}


def sound() -> Document:
    """A course to L3, then a job: no finding."""
    return {
        "format": "staffelstab-pathway",
        "version": 1,
        "title": "Town",
        "date": "2027-01-01",
        "attributes": [
            {"key": "work", "kind": "ordered", "values": [{"key": "none"}, {"key": "job"}]},
            {"key": "language", "kind": "ordered", "values": [{"key": f"L{i}"} for i in range(4)]},
        ],
        "places": [{"key": "99001001", "name": "Aue"}],
        "offers": [
            measure("course", {"attribute": "language", "to": "L3"}),
            measure("job", {"attribute": "work", "to": "job"}, when={"language": "L3"}),
        ],
        "concept": {
            "stations": ["course", "job"],
            "entry_points": ["course"],
            "transitions": [arrow("course", "job")],
            "goals": [{"key": "job", "label": "Job", "when": {"work": "job"}}],
        },
    }


def measure(key: str, *effects: Document, when: Document | None = None, **more: Any) -> Document:
    offer: Document = {"key": key, "title": key.title(), "months": 6, **more}
    if effects:
        offer["outcomes"] = [{"key": "done", "effects": list(effects)}]
    if when:
        offer["access"] = [{"when": when}]
    return offer


def arrow(origin: str, target: str) -> Document:
    return {"from": origin, "to": target, "state": "agreed", "handover": COMPLETE}


def add(document: Document, *offers: Document, entry: bool = True) -> None:
    keys = [offer["key"] for offer in offers]
    document["offers"] += offers
    document["concept"]["stations"] += keys
    document["concept"]["entry_points"] += keys if entry else []


def connect(document: Document, *pairs: str) -> None:
    document["concept"]["transitions"] += [arrow(*pair.split(">")) for pair in pairs]


def setting(*path: str | int, to: Any) -> Change:
    """A change of one entry."""

    def change(document: Document) -> None:
        entry: Any = document
        for step in path[:-1]:
            entry = entry[step]
        entry[path[-1]] = to

    return change


def asked(capsys: Capsys, tmp_path: Path, document: Document, *more: str) -> Answer:
    file = tmp_path / "file.json"
    file.write_text(json.dumps(document, indent=1))
    return call(capsys, "check", str(file), "--language", "en", *more)


def findings(answer: Answer) -> tuple[str, ...]:
    assert "Traceback" not in answer.err
    return tuple(sorted(re.findall(r"\[([a-z-]+\.[^\]\s]+)\]", answer.out)))


def spoiled(change: Change) -> Document:
    document = copy.deepcopy(sound())
    change(document)
    return document
