"""From the document of the file format to rows of sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from staffelstab.engine.files.workbook import layout, words
from staffelstab.engine.files.workbook.layout import Sheet

Entry = dict[str, Any]
Rows = Iterable[Entry]
ANYBODY: Entry = {"verdict": "open"}


def rows_of(sheet: Sheet, document: Mapping[str, Any]) -> list[Entry]:
    """What the rows of a sheet say, in the shape of its columns."""
    special: dict[str, Callable[[Mapping[str, Any]], Rows]] = {
        layout.ATTRIBUTES.name: _attributes,
        layout.PROFILES.name: _profiles,
        layout.ACCESS.name: _access,
        layout.OUTCOMES.name: _outcomes,
        layout.CONCEPT.name: _statements,
        layout.STATIONS.name: _stations,
        layout.TRANSITIONS.name: lambda d: d["concept"].get("transitions", []),
        layout.NEEDS.name: _needs,
        layout.SOURCES.name: lambda d: [{"key": k, "text": t} for k, t in d.get("sources", {}).items()],
    }
    gather = special.get(sheet.name, lambda d: d.get(sheet.part[0], []))
    return list(gather(document))


def _attributes(document: Mapping[str, Any]) -> Iterator[Entry]:
    for attribute in document["attributes"]:
        for index, value in enumerate(attribute.get("values", [])):
            about = attribute if index == 0 else {"key": attribute["key"], "kind": attribute["kind"]}
            yield {**about, "value": value}


def _profiles(document: Mapping[str, Any]) -> Iterator[Entry]:
    profiles = document.get("profiles", {})
    for key, values in profiles.get("values", {}).items():
        yield {"key": key, "entry": values}
    for key, months in profiles.get("clocks", {}).items():
        yield {"key": key, "entry": [str(month) for month in months]}
    for key, other in profiles.get("same_as", {}).items():
        yield {"key": key, "same_as": other}


def _access(document: Mapping[str, Any]) -> Iterator[Entry]:
    for offer in document["offers"]:
        for rule in offer.get("access", [ANYBODY]) or [{"verdict": words.NOBODY[0]}]:
            yield {"offer": offer["key"], **rule}


def _outcomes(document: Mapping[str, Any]) -> Iterator[Entry]:
    for offer in document["offers"]:
        for outcome in offer.get("outcomes", []):
            about = {"offer": offer["key"], **outcome}
            for effect in outcome.get("effects", []) or [{}]:
                yield {**about, "effect": effect}
                about = {"offer": offer["key"], "key": outcome["key"]}


def _statements(document: Mapping[str, Any]) -> Iterator[Entry]:
    for statement, (path, _) in layout.STATEMENTS.items():
        found = _at(document, path)
        if statement == "Ziel":
            yield from ({"statement": statement, **goal} for goal in found or [])
        else:
            values = found if isinstance(found, list) else [found]
            yield from ({"statement": statement, "value": v} for v in values if v is not None)


def _at(document: Mapping[str, Any], path: tuple[str | int, ...]) -> Any:
    found: Any = document
    for part in path:
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _stations(document: Mapping[str, Any]) -> Iterator[Entry]:
    """Entry points are marked; where their order is another than that of the stations, they are numbered."""
    concept = document["concept"]
    stations, entries = concept.get("stations", []), concept.get("entry_points", [])
    in_order = [station for station in stations if station in entries]
    for station in stations:
        if station in entries:
            order = True if in_order == entries else entries.index(station) + 1
            yield {"offer": station, "entry": order}
        else:
            yield {"offer": station}


def _needs(document: Mapping[str, Any]) -> Iterator[Entry]:
    for need in document.get("needs", []):
        persons = need.get("persons")
        counted = {"at_least": persons, "at_most": persons} if isinstance(persons, int) else persons or {}
        yield {**need, "persons": counted}
