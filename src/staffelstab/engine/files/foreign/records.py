"""Lists of records (JSON) as a table: what is nested gets a heading of several words, nothing is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from staffelstab.engine.errors import Location
from staffelstab.engine.files.foreign.table import Line, Table
from staffelstab.engine.files.foreign.text_files import MOST_CELLS, MOST_LINES, clean
from staffelstab.engine.files.problems import fail

DEEPEST = 40
MOST_FIELDS = 2000
BELOW = " / "


def table_of(name: str, records: Sequence[Mapping[str, Any]], file: str) -> Table:
    """One line per record, in their order; columns in the order in which they first appear."""
    if len(records) > MOST_LINES:
        raise fail("too-many-entries", Location(file), maximum=MOST_LINES)
    flat = [dict(flattened(record, file)) for record in records]
    headings = tuple(dict.fromkeys(heading for record in flat for heading in record))
    if len(headings) > MOST_FIELDS or len(headings) * len(flat) > MOST_CELLS:
        raise fail("too-many-entries", Location(file), maximum=MOST_FIELDS)
    lines = tuple(
        Line(number, tuple(record.get(heading, "") for heading in headings))
        for number, record in enumerate(flat, start=1)
        if any(record.values())
    )
    return Table(name, headings, lines)


def flattened(record: Mapping[str, Any], file: str) -> Iterator[tuple[str, str]]:
    yield from _below(record, "", 0, file)


def _below(value: Any, heading: str, depth: int, file: str) -> Iterator[tuple[str, str]]:
    if depth > DEEPEST:
        raise fail("too-deep", Location(file), maximum=DEEPEST)
    if isinstance(value, Mapping):
        for key, each in value.items():
            word = clean(str(key))
            yield from _below(each, f"{heading}{BELOW}{word}" if heading else word, depth + 1, file)
    elif isinstance(value, list):
        if all(not isinstance(each, dict | list) for each in value):
            yield heading, "; ".join(filter(None, map(text, value)))
            return
        for number, each in enumerate(value, start=1):
            name = heading if number == 1 else f"{heading} ({number})"
            yield from _below(each, name, depth + 1, file)
    else:
        yield heading, text(value)


def text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float):
        return repr(value).replace(".", ",") if value != int(value) else str(int(value))
    return clean(str(value))


def are_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def below(key: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Rows that hang below another one, as one field of it."""
    found = list(rows)
    return {key: found} if found else {}
