"""How alliances are built: structures a core group can be attached to, ways of involving the municipalities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from staffelstab.programmes.facts import Text, text_of
from staffelstab.programmes.reading import DATA, Document, read_document

FILE = DATA / "structures.yaml"


@dataclass(frozen=True)
class NamedKind:
    """One entry of an open list, and who named it."""

    key: str
    label: Text
    source: str


@dataclass(frozen=True)
class AllianceStructures:
    """Both lists in the order of the file; the counts are those of the evaluated alliances."""

    structures: tuple[NamedKind, ...]
    involvement: tuple[NamedKind, ...]
    evaluated: int
    newly_founded: int
    attached: int
    source: str


@cache
def alliance_structures() -> AllianceStructures:
    return read_alliance_structures(FILE)


def read_alliance_structures(file: Path) -> AllianceStructures:
    document = read_document(file, "structures-1.json")
    _check(document)
    content, counts = document.content, document.content["counts"]
    return AllianceStructures(
        structures=_kinds(document, "structures"),
        involvement=_kinds(document, "involvement"),
        evaluated=counts["evaluated"],
        newly_founded=counts["newly_founded"],
        attached=counts["attached"],
        source=content["sources"][counts["source"]],
    )


def _kinds(document: Document, name: str) -> tuple[NamedKind, ...]:
    sources = document.content["sources"]
    entries = document.content[name]
    return tuple(NamedKind(each["key"], text_of(each["label"]), sources[each["source"]]) for each in entries)


def _check(document: Document) -> None:
    content = document.content
    for name in ("structures", "involvement"):
        document.require_unique_keys(name)
        for index, entry in enumerate(content[name]):
            _require_source(document, entry["source"], name, index)
    _require_source(document, content["counts"]["source"], "counts")
    counts = content["counts"]
    if counts["newly_founded"] + counts["attached"] > counts["evaluated"]:
        problem = "More core groups are counted than alliances were evaluated."
        raise document.error(problem, "Correct the counts.", "counts", "evaluated")


def _require_source(document: Document, key: str, *path: str | int) -> None:
    if key not in document.content["sources"]:
        advice = "Add it to the sources of this file or correct the key."
        raise document.error(f"There is no source {key!r}.", advice, *path, "source")
