"""Conditions, e.g. `{language: {min: A2}, clocks: {age: {max: 324}}, begun_by: {stay: 2022-12-31}}`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from staffelstab.engine.errors import Path
from staffelstab.engine.files import scalars
from staffelstab.engine.files.entry import Entry, read_list
from staffelstab.engine.files.parts.plain import plain
from staffelstab.engine.files.problems import ProblemList, listed, shown, suggestion
from staffelstab.engine.model import ANYONE, Attribute, ClockLimit, Condition, Scales

RESERVED = ("clocks", "begun_by")


def read_condition(value: object, path: Path, problems: ProblemList, scales: Scales) -> Condition:
    entry = Entry(value, path, problems)
    names = [name for name in entry.fields() if name not in RESERVED and entry.has(name)]
    values = {name: _read_values(entry.content[name], (*path, name), problems, scales) for name in names}
    limits, days = entry.table("clocks"), entry.table("begun_by")
    clocks = {name: _read_limit(limits, name) for name in limits.fields()}
    begun_by = {name: days.read(name, scalars.read_date) for name in days.fields()}
    return Condition(values, clocks, {name: day for name, day in begun_by.items() if day})


def condition_of(entry: Entry, name: str, scales: Scales) -> Condition:
    """The condition below a key; everybody when absent."""
    return entry.read(name, lambda v, p, c: read_condition(v, p, c, scales)) or ANYONE


def _read_limit(limits: Entry, name: str) -> ClockLimit:
    entry = limits.table(name, ("min", "max"))
    return ClockLimit(entry.whole("min"), entry.whole("max"))


def _read_values(value: object, path: Path, problems: ProblemList, scales: Scales) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        return _read_range(Entry(value, path, problems, ("min", "max")), scales)
    if isinstance(value, list | tuple):
        return read_list(value, path, problems, scalars.read_key) or ()
    if isinstance(value, str):
        key = scalars.read_key(value, path, problems)
        return (key,) if key else ()
    problems.report("wrong-type", path, expected="value-or-list", found=shown(value))
    return ()


def _read_range(entry: Entry, scales: Scales) -> tuple[str, ...]:
    lowest, highest = entry.reference("min"), entry.reference("max")
    attribute = find_attribute(scales, str(entry.path[-1]))
    if attribute is None:
        report_unknown(entry.problems, entry.path, "attribute", str(entry.path[-1]), attribute_keys(scales))
    elif attribute.kind != "ordered":
        entry.problems.report("not-an-ordered-attribute", entry.path, attribute=attribute.key)
    elif lowest is None and highest is None:
        entry.problems.report("empty-list", entry.path)
    else:
        return _expand(entry, attribute, lowest, highest)
    return ()


def _expand(entry: Entry, attribute: Attribute, lowest: str | None, highest: str | None) -> tuple[str, ...]:
    keys = [value.key for value in attribute.values]
    for name, asked in (("min", lowest), ("max", highest)):
        if asked is not None and asked not in keys:
            report_unknown(entry.problems, (*entry.path, name), "value", asked, keys)
            return ()
    first = 0 if lowest is None else keys.index(lowest)
    last = len(keys) - 1 if highest is None else keys.index(highest)
    if first > last:
        entry.problems.report("range-wrong-way", entry.path, minimum=lowest, maximum=highest)
    return tuple(keys[first : last + 1])


def find_attribute(scales: Scales, key: str) -> Attribute | None:
    return next((attribute for attribute in scales.attributes if attribute.key == key), None)


def attribute_keys(scales: Scales) -> list[str]:
    return [attribute.key for attribute in scales.attributes]


def report_unknown(problems: ProblemList, path: Path, kind: str, found: str, known: Iterable[str]) -> None:
    words = [word for word in known if word]
    guess = suggestion(found, words)
    problems.report(
        "unknown-reference", path, kind=kind, found=shown(found), suggestion=guess, known=listed(words)
    )


def condition_to_document(condition: Condition, scales: Scales | None = None) -> dict[str, Any]:
    """Plain data of a condition; with scales, neighbouring values are written as min and max."""
    document: dict[str, Any] = {
        name: _values_to_document(find_attribute(scales, name) if scales else None, values)
        for name, values in condition.values.items()
    }
    if condition.clocks:
        document["clocks"] = {name: _limit_to_document(limit) for name, limit in condition.clocks.items()}
    if condition.begun_by:
        document["begun_by"] = {name: plain(day) for name, day in condition.begun_by.items()}
    return document


def _limit_to_document(limit: ClockLimit) -> dict[str, int]:
    sides = {"min": limit.minimum, "max": limit.maximum}
    return {name: months for name, months in sides.items() if months is not None}


def _values_to_document(attribute: Attribute | None, values: tuple[str, ...]) -> Any:
    if len(values) == 1:
        return values[0]
    keys = tuple(value.key for value in attribute.values) if attribute and attribute.kind == "ordered" else ()
    if len(values) < 2 or values == keys or values[0] not in keys:
        return list(values)
    first = keys.index(values[0])
    last = first + len(values) - 1
    if keys[first : last + 1] != values:
        return list(values)
    sides = {} if first == 0 else {"min": values[0]}
    return sides if last == len(keys) - 1 else {**sides, "max": values[-1]}
