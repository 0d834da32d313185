"""Sheets in which several rows say one thing: values of an attribute, effects of an outcome, rules of an offer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from staffelstab.engine.errors import Path
from staffelstab.engine.files.problems import shown
from staffelstab.engine.files.workbook import words
from staffelstab.engine.files.workbook.assembly import Assembly
from staffelstab.engine.files.workbook.sheets import Row, SheetReader


def gather_attributes(assembly: Assembly, reader: SheetReader, rows: Iterable[Row]) -> None:
    """One row per value; the first row of an attribute says what holds for all of them."""
    group = _Group(assembly, reader)
    entries = assembly.list_at(("attributes",))
    for row in rows:
        value = row.entry.pop("value", None)
        path: Path = ("attributes", group.index(shown(row.entry.get("key")), row, len(entries)))
        if path[1] == len(entries):
            assembly.note(path, row, reader)
            entries.append({**row.entry, "values": []})
        if value is not None:
            group.add_part(path, "values", "value", value, row)


def gather_outcomes(assembly: Assembly, reader: SheetReader, rows: Iterable[Row]) -> None:
    """One row per effect; the first row of an outcome says what holds for all of them."""
    group = _Group(assembly, reader)
    for row in rows:
        effect = row.entry.pop("effect", None)
        offer = assembly.offer_of(row, reader)
        if offer is None:
            continue
        entries = assembly.list_at((*offer, "outcomes"))
        name = f"{offer[1]} {shown(row.entry.get('key'))}"
        path: Path = (*offer, "outcomes", group.index(name, row, len(entries)))
        if path[-1] == len(entries):
            assembly.note(path, row, reader)
            entries.append(dict(row.entry))
        if effect is not None:
            group.add_part(path, "effects", "effect", _with_keys(effect, assembly), row)


def _with_keys(effect: dict[str, Any], assembly: Assembly) -> dict[str, Any]:
    attribute = effect.get("attribute")
    for side in ("from", "to"):
        if isinstance(attribute, str) and isinstance(effect.get(side), str):
            effect[side] = assembly.names.resolve_value(attribute, effect[side])
    return effect


def gather_access(assembly: Assembly, reader: SheetReader, rows: Iterable[Row]) -> None:
    """One row per access rule; »niemand« stands for an offer without any."""
    for row in rows:
        offer = assembly.offer_of(row, reader)
        if offer is None:
            continue
        rules = assembly.list_at((*offer, "access"))
        verdict = row.entry.get("verdict")
        if isinstance(verdict, str) and verdict.strip().casefold() in words.NOBODY:
            continue
        assembly.note((*offer, "access", len(rules)), row, reader)
        rules.append(row.entry)


class _Group:
    """Rows of one sheet that belong together by a name."""

    def __init__(self, assembly: Assembly, reader: SheetReader) -> None:
        self._assembly = assembly
        self._reader = reader
        self._first: dict[str, tuple[int, Row]] = {}

    def index(self, name: str, row: Row, following: int) -> int:
        """Where the entry of this name stands; `following` when the row is its first."""
        if name not in self._first:
            self._first[name] = (following, row)
        else:
            self._compare(row, self._first[name][1])
        return self._first[name][0]

    def _compare(self, row: Row, first: Row) -> None:
        """A later row may leave cells empty but must not contradict the first one."""
        for name, value in row.entry.items():
            if value != first.entry.get(name):
                column = next(c for c in self._reader.columns.values() if c.path[0] == name)
                cell, there = row.cells[column.path], first.cells[column.path]
                self._reader.report("conflicting-rows", cell, found=shown(value), first=there)

    def add_part(self, path: Path, name: str, prefix: str, value: Any, row: Row) -> None:
        """Add what this row says to the list of the entry, with its cells."""
        parts = self._assembly.list_at((*path, name))
        place: Path = (*path, name, len(parts))
        self._assembly.note_cell(place, row, self._reader)
        for inner in row.cells:
            if inner[0] == prefix:
                self._assembly.note_cell((*place, *inner[1:]), row, self._reader, *map(str, inner))
        parts.append(value)
