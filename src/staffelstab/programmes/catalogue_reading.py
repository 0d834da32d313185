"""The facts of the catalogue and our reading of them, entry by entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from staffelstab.programmes.catalogue_texts import catalogue_texts
from staffelstab.programmes.reading import DATA, Document, read_document

FOLDER = DATA / "catalogue"


@dataclass(frozen=True)
class EntryReading:
    """One entry: what the catalogue says (facts), how it is read (own), what holds for all (general)."""

    facts: Mapping[str, Any]
    own: Mapping[str, Any]
    general: Mapping[str, Any]
    language: str

    @property
    def key(self) -> str:
        return str(self.facts["key"])

    def text(self, both: Mapping[str, str]) -> str:
        return both[self.language]

    def sentence(self, name: str) -> str:
        """One of the general sentences of the reading."""
        return self.text(self.general["sentences"][name])

    def say(self, kind: str, english: str | None) -> str:
        """A sentence of the catalogue in the language asked for."""
        return catalogue_texts().say(kind, english, self.language)


@cache
def facts() -> Document:
    document = read_document(FOLDER / "catalogue.yaml", "catalogue-1.json")
    document.require_unique_keys("entries")
    return document


@cache
def reading() -> Document:
    return read_document(FOLDER / "reading.yaml", "catalogue-reading-1.json")


@cache
def entry_readings(language: str) -> tuple[EntryReading, ...]:
    """All entries in the order of the catalogue."""
    general = reading().content
    own = general["entries"]
    _require_same_keys(own)
    code = "de" if language.startswith("de") else "en"
    entries = facts().content["entries"]
    return tuple(EntryReading(entry, own[entry["key"]], general, code) for entry in entries)


def _require_same_keys(own: Mapping[str, Any]) -> None:
    known = {entry["key"] for entry in facts().content["entries"]}
    for key in sorted(known ^ set(own)):
        problem = f"The entry {key!r} stands in only one of catalogue.yaml and reading.yaml."
        advice = "Every entry needs a reading, and every reading an entry."
        raise reading().error(problem, advice, "entries", key)
