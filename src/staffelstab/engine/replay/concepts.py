"""Concepts that are not the one of the file: without the stations of programmes, or with an offer that is no station.

Made from the document alone, as docs/background/the_check.md says.
"""

from __future__ import annotations

from typing import Any

from staffelstab.engine.replay.reading import Document


def without_programmes(document: Document) -> Document:
    """Stations whose funding is that of a programme are taken out; transitions and entry points of the rest stay."""
    programmes = {funding["key"] for funding in document.get("fundings") or () if funding.get("is_programme")}
    gone = {offer["key"] for offer in document["offers"] if offer.get("funding") in programmes}
    concept: dict[str, Any] = dict(document["concept"])
    for name in ("stations", "entry_points"):
        concept[name] = [key for key in concept.get(name) or () if key not in gone]
    concept["transitions"] = [
        arrow for arrow in concept.get("transitions") or () if not {arrow["from"], arrow["to"]} & gone
    ]
    return {**document, "concept": concept}


def with_offer(document: Document, key: str) -> Document:
    """The offer is a station and an entry point, with agreed transitions from and to every station."""
    concept: dict[str, Any] = dict(document["concept"])
    stations = list(concept.get("stations") or ())
    arrows = [pair for station in stations for pair in ((station, key), (key, station))]
    concept["stations"] = [*stations, key]
    concept["entry_points"] = [*(concept.get("entry_points") or ()), key]
    concept["transitions"] = [
        *(concept.get("transitions") or ()),
        *({"from": origin, "to": target, "state": "agreed"} for origin, target in arrows),
    ]
    return {**document, "concept": concept}
