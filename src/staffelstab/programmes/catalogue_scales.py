"""Scales and profile space in which the catalogue is read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from staffelstab.engine.model import Attribute, Clock, ProfileSpace, Scales, Value
from staffelstab.programmes.reading import DATA, read_document

FILE = DATA / "catalogue" / "scales.yaml"


@cache
def scales() -> Scales:
    content = _content()
    return Scales(
        tuple(_attribute(entry) for entry in content["attributes"]),
        tuple(_clock(entry) for entry in content["clocks"]),
    )


@cache
def profile_space() -> ProfileSpace:
    """Every combination of features that the district check looks at."""
    profiles = _content()["profiles"]
    return ProfileSpace(
        values={key: tuple(values) for key, values in profiles["values"].items()},
        clocks={key: tuple(months) for key, months in profiles["clocks"].items()},
        same_as=profiles["same_as"],
    )


def values_between(attribute: str, lowest: str | None = None, below: str | None = None) -> tuple[str, ...]:
    """The values of an ordered attribute from `lowest` on, up to but without `below`."""
    scale = scales().attribute(attribute)
    first = 0 if lowest is None else scale.index(lowest)
    end = len(scale.values) if below is None else scale.index(below)
    return tuple(value.key for value in scale.values[first:end])


@cache
def _content() -> dict[str, Any]:
    document = read_document(FILE, "catalogue-scales-1.json")
    document.require_unique_keys("attributes")
    document.require_unique_keys("clocks")
    return document.content


def _attribute(entry: Mapping[str, Any]) -> Attribute:
    values = tuple(Value(item["key"], item["label"], item.get("rank")) for item in entry["values"])
    return Attribute(entry["key"], entry["kind"], values, entry["label"], entry.get("groups", False))


def _clock(entry: Mapping[str, Any]) -> Clock:
    return Clock(
        key=entry["key"],
        kind=entry["kind"],
        label=entry["label"],
        attribute=entry.get("attribute"),
        values=tuple(entry.get("values", ())),
        from_start=entry.get("from_start", False),
    )
