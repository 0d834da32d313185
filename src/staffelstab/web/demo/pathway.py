"""The only door of this room to the district files that come with the program."""

from __future__ import annotations

import json
from dataclasses import dataclass
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
