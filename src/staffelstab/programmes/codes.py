"""Codes with which an alliance begins to evaluate statements: modules of the programme, topics, obstacles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from staffelstab.programmes.profiles import programme_profile
from staffelstab.programmes.reading import DATA, read_document

FILE = DATA / "codes.yaml"
PROGRAMME = "durchstarten_2020_2023"


@dataclass(frozen=True)
class StartingCode:
    """kind: module, topic or obstacle. German, as the texts that are evaluated."""

    key: str
    kind: str
    label: str
    definition: str
    example: str
    source: str


@cache
def starting_codes() -> tuple[StartingCode, ...]:
    return (*_modules(), *read_codes(FILE))


def _modules() -> list[StartingCode]:
    profile = programme_profile(PROGRAMME)
    return [
        StartingCode(
            key=module.key,
            kind="module",
            label=f"F{module.number} {module.short_title.de}",
            definition=module.purpose.text.de,
            example="",
            source=profile.title.de,
        )
        for module in sorted(profile.modules, key=lambda module: module.number)
    ]


def read_codes(file: Path) -> tuple[StartingCode, ...]:
    document = read_document(file, "codes-1.json")
    document.require_unique_keys("codes")
    sources = document.content["sources"]
    for index, entry in enumerate(document.content["codes"]):
        if entry["source"] not in sources:
            problem = f"There is no source {entry['source']!r}."
            raise document.error(problem, "Add it to the sources of this file.", "codes", index, "source")
    return tuple(
        StartingCode(**{**entry, "source": sources[entry["source"]]}) for entry in document.content["codes"]
    )
