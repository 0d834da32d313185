"""Attributes and clocks of a file."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal

from staffelstab.engine.files.entry import Entry
from staffelstab.engine.files.parts.plain import without_defaults
from staffelstab.engine.model import Attribute, Clock, Scales, Value

HIGHEST_RANK = 10**6
MOST_SCALES = 100
MOST_VALUES = 1000
ATTRIBUTE_KEYS = ("key", "kind", "label", "groups", "values")
VALUE_KEYS = ("key", "label", "rank")
CLOCK_KEYS = ("key", "kind", "label", "attribute", "values", "from_start")


class AttributeKind(StrEnum):
    ORDERED = "ordered"
    UNORDERED = "unordered"


class ClockKind(StrEnum):
    FIXED = "fixed"
    SINCE = "since"


def read_scales(document: Entry) -> Scales:
    attributes = document.tables("attributes", ATTRIBUTE_KEYS, required=True, most=MOST_SCALES)
    clocks = document.tables("clocks", CLOCK_KEYS, most=MOST_SCALES)
    return Scales(tuple(map(_read_attribute, attributes)), tuple(map(_read_clock, clocks)))


def _read_attribute(entry: Entry) -> Attribute:
    values = entry.tables("values", VALUE_KEYS, required=True, most=MOST_VALUES)
    return Attribute(
        key=entry.key(),
        kind=_attribute_kind(entry),
        values=tuple(_read_value(value) for value in values),
        label=entry.label(),
        groups=entry.flag("groups"),
    )


def _attribute_kind(entry: Entry) -> Literal["ordered", "unordered"]:
    if not entry.has("kind"):
        entry.problems.report("missing-key", (*entry.path, "kind"), key="kind")
    return "unordered" if entry.choice("kind", AttributeKind) is AttributeKind.UNORDERED else "ordered"


def _read_value(entry: Entry) -> Value:
    return Value(entry.key(), entry.label(), entry.whole("rank", -HIGHEST_RANK, HIGHEST_RANK))


def _read_clock(entry: Entry) -> Clock:
    if not entry.has("kind"):
        entry.problems.report("missing-key", (*entry.path, "kind"), key="kind")
    return Clock(
        key=entry.key(),
        kind="since" if entry.choice("kind", ClockKind) is ClockKind.SINCE else "fixed",
        label=entry.label(),
        attribute=entry.reference("attribute"),
        values=entry.keys("values"),
        from_start=entry.flag("from_start"),
    )


def attribute_to_document(attribute: Attribute) -> dict[str, Any]:
    return without_defaults(
        key=attribute.key,
        kind=attribute.kind,
        label=dict(attribute.label),
        groups=attribute.groups,
        values=[without_defaults(key=v.key, label=dict(v.label), rank=v.rank) for v in attribute.values],
    )


def clock_to_document(clock: Clock) -> dict[str, Any]:
    return without_defaults(
        key=clock.key,
        kind=clock.kind,
        label=dict(clock.label),
        attribute=clock.attribute,
        values=list(clock.values),
        from_start=clock.from_start,
    )
