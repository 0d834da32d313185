"""A condition in a cell: one line per part, e.g. `language: ab A2`, `age: 216 bis 324 Monate`.

`status: duldung, gestattung` names values; `stay: begonnen bis 31.12.2022` says when a clock must have begun.
"""

from __future__ import annotations

import re
from typing import Any

from staffelstab.engine.files.workbook.dates import german_date, read_day
from staffelstab.engine.files.workbook.names import Names

_FROM = re.compile(r"(?:ab|mindestens|from|at least)\s+(.+)", re.IGNORECASE)
_TO = re.compile(r"(?:bis|höchstens|up to|to|at most)\s+(.+)", re.IGNORECASE)
_RANGE = re.compile(r"(?:(?:ab|von|from)\s+)?(.+?)\s+(?:bis|to)\s+(.+)", re.IGNORECASE)
_BEGUN = re.compile(r"(?:begonnen bis|begonnen spätestens am|begun by)\s+(.+)", re.IGNORECASE)
_MONTHS = re.compile(r"(\d{1,9})(?:\s*(?:monate?n?|months?))?", re.IGNORECASE)


class BadLine(ValueError):
    """A line that says nothing we understand."""


def condition_to_text(condition: dict[str, Any]) -> str:
    """The lines for the document of a condition."""
    lines = [
        f"{name}: {_values_to_text(values)}"
        for name, values in condition.items()
        if name not in ("clocks", "begun_by")
    ]
    lines += [f"{name}: {_limit_to_text(limit)}" for name, limit in condition.get("clocks", {}).items()]
    lines += [
        f"{name}: begonnen bis {german_date(day)}" for name, day in condition.get("begun_by", {}).items()
    ]
    return "\n".join(lines)


def _values_to_text(values: Any) -> str:
    if isinstance(values, dict):
        return _range_to_text(values)
    return values if isinstance(values, str) else ", ".join(values)


def _range_to_text(sides: dict[str, Any]) -> str:
    if len(sides) == 2:
        return f"{sides['min']} bis {sides['max']}"
    return f"ab {sides['min']}" if "min" in sides else f"bis {sides['max']}"


def _limit_to_text(limit: dict[str, int]) -> str:
    return f"{_range_to_text(limit)} Monate" if limit else ""


def text_to_condition(text: str, names: Names) -> dict[str, Any]:
    """The document of a condition; BadLine carries the first line that cannot be read."""
    condition: dict[str, Any] = {}
    for line in filter(None, (part.strip() for part in re.split(r"[\n;]", text))):
        name, colon, rest = line.partition(":")
        if not colon or not name.strip():
            raise BadLine(line)
        _add_line(condition, name.strip(), rest.strip(), line, names)
    return condition


def _add_line(condition: dict[str, Any], name: str, rest: str, line: str, names: Names) -> None:
    part, key = names.resolve_scale(name)
    begun = _BEGUN.fullmatch(rest)
    if begun:
        day = read_day(begun[1])
        _put(condition.setdefault("begun_by", {}), key, day.isoformat() if day else begun[1], line)
    elif part == "clocks":
        _put(condition.setdefault("clocks", {}), key, _read_limit(rest, line), line)
    else:
        _put(condition, key, _read_values(rest, key, names), line)


def _put(target: dict[str, Any], key: str, value: Any, line: str) -> None:
    if key in target:
        raise BadLine(line)
    target[key] = value


def _read_limit(rest: str, line: str) -> dict[str, int]:
    if not rest:
        return {}
    sides = _sides(rest) or {"min": rest, "max": rest}
    return {side: _months(text, line) for side, text in sides.items()}


def _sides(rest: str) -> dict[str, str]:
    """What a range says: `A2 bis B1`, `ab A2` or `bis B1`; nothing when it is no range."""
    both, lower, upper = _RANGE.fullmatch(rest), _FROM.fullmatch(rest), _TO.fullmatch(rest)
    if both:
        return {"min": both[1], "max": both[2]}
    if lower:
        return {"min": lower[1]}
    return {"max": upper[1]} if upper else {}


def _months(text: str, line: str) -> int:
    match = _MONTHS.fullmatch(text.strip())
    if not match:
        raise BadLine(line)
    return int(match[1])


def _read_values(rest: str, attribute: str, names: Names) -> Any:
    """Values or a range of them. Keys come before names: a value may be called »ab A2«."""
    words = [item.strip() for item in rest.split(",") if item.strip()]
    values = [names.resolve_value(attribute, word) for word in words]
    if len(words) != 1 or names.knows_value(attribute, words[0]):
        return values
    sides = {side: word.strip() for side, word in _sides(rest).items()}
    keys = {side: names.resolve_value(attribute, word) for side, word in sides.items()}
    is_range_of_keys = all(names.knows_value(attribute, word) for word in sides.values())
    is_name = names.knows_value(attribute, values[0])
    return keys if sides and (is_range_of_keys or not is_name) else values
