"""What districts published about programmes that ran: persons by kind, uses by module, never added to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from staffelstab.programmes.facts import Source, Text, text_of
from staffelstab.programmes.profiles import programme_profile
from staffelstab.programmes.reading import DATA, Document, read_document

FILE = DATA / "published_results.yaml"


@dataclass(frozen=True)
class Part:
    label: Text
    persons: int


@dataclass(frozen=True)
class PublishedResult:
    """`parts` add up to `persons`; `uses`: key of the module → uses of it."""

    key: str
    district: str
    programme: str
    period: Text
    persons: int
    parts: tuple[Part, ...]
    uses: Mapping[str, int]
    source: Source

    @property
    def all_uses(self) -> int:
        return sum(self.uses.values())


def published_results(district: str) -> tuple[PublishedResult, ...]:
    """Of one district, by its official key, in the order of the file."""
    return tuple(result for result in all_published_results() if result.district == district)


@cache
def all_published_results() -> tuple[PublishedResult, ...]:
    return read_published_results(FILE)


def read_published_results(file: Path) -> tuple[PublishedResult, ...]:
    document = read_document(file, "published-results-1.json")
    document.require_unique_keys("results")
    return tuple(_result(document, number) for number in range(len(document.content["results"])))


def _result(document: Document, number: int) -> PublishedResult:
    entry = document.content["results"][number]
    parts = tuple(Part(text_of(part["label"]), part["persons"]) for part in entry["parts"])
    counted = sum(part.persons for part in parts)
    if parts and counted != entry["persons"]:
        problem = f"The parts add up to {counted}, not to {entry['persons']}."
        raise document.error(problem, "Look into the source again.", "results", number, "parts")
    try:
        known = {module.key for module in programme_profile(entry["programme"]).modules}
    except LookupError:
        problem = f"There is no programme {entry['programme']!r}."
        raise document.error(problem, "Name a programme profile.", "results", number, "programme") from None
    for module in entry["uses"]:
        if module not in known:
            problem = f"The programme has no module {module!r}."
            raise document.error(problem, "Name a module of it.", "results", number, "uses")
    source = entry["source"]
    return PublishedResult(
        key=entry["key"],
        district=entry["district"],
        programme=entry["programme"],
        period=text_of(entry["period"]),
        persons=entry["persons"],
        parts=parts,
        uses=entry["uses"],
        source=Source(entry["key"], source["title"], source["address"]),
    )
