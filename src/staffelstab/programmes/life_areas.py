"""Areas of life in which a need can lie, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from staffelstab.programmes.facts import Text, text_of
from staffelstab.programmes.reading import DATA, read_document

FILE = DATA / "life_areas.yaml"


@dataclass(frozen=True)
class LifeArea:
    key: str
    label: Text
    source: str


@cache
def life_areas() -> tuple[LifeArea, ...]:
    """In the order of the file."""
    return read_life_areas(FILE)


def read_life_areas(file: Path) -> tuple[LifeArea, ...]:
    document = read_document(file, "life-areas-1.json")
    document.require_unique_keys("areas")
    sources = document.content["sources"]
    for index, entry in enumerate(document.content["areas"]):
        if entry["source"] not in sources:
            problem = f"There is no source {entry['source']!r}."
            raise document.error(problem, "Add it to the sources of this file.", "areas", index, "source")
    return tuple(
        LifeArea(entry["key"], text_of(entry["label"]), sources[entry["source"]])
        for entry in document.content["areas"]
    )
