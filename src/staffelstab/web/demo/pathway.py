"""The only door of this room to the district files that come with the program."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from staffelstab.programmes import districts
from staffelstab.web.concepts.pathway import Document, catalogue_frame, read_file

OWN_FILES = Path(__file__).parent / "data"


@dataclass(frozen=True)
class DistrictFile:
    """A file as somebody would upload it, and what stands in it."""

    name: str
    content: bytes
    document: Document


def district_file(name: str) -> DistrictFile:
    if name in districts.names():
        file = districts.file_of(name, "de")
        return _read(file.name, file.read_bytes())
    return _read(f"{name}.json", _completed(OWN_FILES / f"{name}.yaml"))


@dataclass(frozen=True)
class Furniture:
    """What the demonstration adds to the actors of one alliance; each row as the deeds take it."""

    organisations: list[dict[str, Any]] = field(default_factory=list)
    territories: dict[str, list[str]] = field(default_factory=dict)
    involvement: list[dict[str, Any]] = field(default_factory=list)
    contacts: list[dict[str, Any]] = field(default_factory=list)
    votes: dict[str, dict[str, Any]] = field(default_factory=dict)
    core_group_seats: list[dict[str, Any]] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    absent: list[dict[str, Any]] = field(default_factory=list)


def furniture_of(slug: str, document: Document) -> Furniture:
    """Where a seat speaks for the municipalities of an offer, the district file knows which ones."""
    said = yaml.safe_load((OWN_FILES / "actors.yaml").read_text(encoding="utf-8")).get(slug, {})
    territories = {offer["key"]: offer.get("territory", []) for offer in document["offers"]}
    for seat in said.get("core_group_seats", []):
        seat["places"] = territories[seat.pop("places_of_offer")]
    return Furniture(**said)


def _read(name: str, content: bytes) -> DistrictFile:
    return DistrictFile(name, content, read_file(content, name).document)


def _completed(file: Path) -> bytes:
    """Our own file says only what is special; scales, profiles and goals are those of the catalogue."""
    said: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    frame = catalogue_frame()
    whole = {
        "format": "staffelstab-pathway",
        "version": 1,
        **frame["scales"],
        "profiles": frame["profiles"],
        **said,
        "concept": {**said["concept"], "goals": frame["goals"]},
    }
    return json.dumps(whole, ensure_ascii=False).encode()
