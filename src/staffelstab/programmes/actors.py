"""Types of actors in local alliances, in four fields, with their count over the evaluated alliances."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from staffelstab.programmes.facts import Text, text_of
from staffelstab.programmes.reading import DATA, Document, read_document

FILE = DATA / "actors.yaml"


@dataclass(frozen=True)
class ActorField:
    """One of the four fields in which actors work."""

    key: str
    label: Text


@dataclass(frozen=True)
class ActorType:
    """A kind of organisation; `mentions` is None for types that the evaluation did not count."""

    key: str
    label: Text
    field: ActorField
    mentions: int | None
    evaluated_alliances: int

    @property
    def is_counted(self) -> bool:
        return self.mentions is not None

    @property
    def share(self) -> float | None:
        return None if self.mentions is None else self.mentions / self.evaluated_alliances

    @property
    def is_usual(self) -> bool:
        """Named by more than half of the evaluated alliances."""
        return self.share is not None and self.share > 0.5


@dataclass(frozen=True)
class ActorTaxonomy:
    """All fields and types of one file, in its order."""

    source: str
    evaluated_alliances: int
    fields: tuple[ActorField, ...]
    types: tuple[ActorType, ...]

    @property
    def usual_types(self) -> tuple[ActorType, ...]:
        return tuple(actor for actor in self.types if actor.is_usual)

    def type(self, key: str) -> ActorType:
        """The type with this key; LookupError when there is none."""
        return {actor.key: actor for actor in self.types}[key]

    def types_in(self, field: ActorField) -> tuple[ActorType, ...]:
        return tuple(actor for actor in self.types if actor.field == field)


@cache
def actor_taxonomy() -> ActorTaxonomy:
    return read_actor_taxonomy(FILE)


def read_actor_taxonomy(file: Path) -> ActorTaxonomy:
    document = read_document(file, "actors-1.json")
    _check(document)
    content = document.content
    evaluated = content["evaluated_alliances"]
    fields = {entry["key"]: ActorField(entry["key"], text_of(entry["label"])) for entry in content["fields"]}
    types = tuple(
        ActorType(entry["key"], text_of(entry["label"]), fields[entry["field"]], entry["mentions"], evaluated)
        for entry in content["types"]
    )
    return ActorTaxonomy(content["source"]["title"], evaluated, tuple(fields.values()), types)


def _check(document: Document) -> None:
    content = document.content
    document.require_unique_keys("fields")
    document.require_unique_keys("types")
    fields = {entry["key"] for entry in content["fields"]}
    for index, entry in enumerate(content["types"]):
        if entry["field"] not in fields:
            known = ", ".join(sorted(fields))
            raise document.error(f"There is no field {entry['field']!r}.", f"Known: {known}.", "types", index)
        if (entry["mentions"] or 0) > content["evaluated_alliances"]:
            problem = f"{entry['key']} is named more often than there are evaluated alliances."
            raise document.error(problem, "Correct the count.", "types", index, "mentions")
