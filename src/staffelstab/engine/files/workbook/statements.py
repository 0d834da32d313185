"""Sheets that are no plain lists: Gesamtkonzept, Stationen, Profile, Quellen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from staffelstab.engine.errors import Location
from staffelstab.engine.files.problems import listed, shown, suggestion
from staffelstab.engine.files.workbook import layout
from staffelstab.engine.files.workbook.assembly import Assembly
from staffelstab.engine.files.workbook.layout import Column
from staffelstab.engine.files.workbook.sheets import Row, SheetReader, put

GOAL = "Ziel"


def gather_statements(assembly: Assembly, reader: SheetReader, rows: Iterable[Row]) -> None:
    """One row per statement on the concept; a goal has its own columns."""
    spellings = {name.casefold(): name for name in layout.STATEMENTS}
    for row in rows:
        said = str(row.entry.get("statement", ""))
        name = spellings.get(" ".join(said.split()).casefold())
        if name is None:
            known, guess = listed(layout.STATEMENTS), suggestion(said, layout.STATEMENTS)
            cell = row.cells[("statement",)]
            reader.report("unknown-entry", cell, found=shown(said), suggestion=guess, known=known)
            continue
        _refuse_surplus(name, row, reader)
        if name == GOAL:
            _add_goal(assembly, reader, row)
        else:
            _add_statement(name, assembly, reader, row)


def _refuse_surplus(name: str, row: Row, reader: SheetReader) -> None:
    """A goal has no value; everything else has nothing but its value."""
    surplus = ("value",) if name == GOAL else ("key", "label", "when")
    for column in reader.columns.values():
        if column.path[0] in surplus and column.path[0] in row.entry:
            found = shown(row.entry[str(column.path[0])])
            reader.report("unknown-entry", row.cells[column.path], found=found, suggestion="", known=name)
            return


def _add_goal(assembly: Assembly, reader: SheetReader, row: Row) -> None:
    goals = assembly.list_at(("concept", "goals"))
    assembly.note(("concept", "goals", len(goals)), row, reader)
    goals.append({name: row.entry[name] for name in ("key", "label", "when") if name in row.entry})


def _add_statement(name: str, assembly: Assembly, reader: SheetReader, row: Row) -> None:
    path, kind = layout.STATEMENTS[name]
    cell = row.cells.get(("value",), row.cell)

    def report(code: str, **arguments: object) -> None:
        reader.report(code, cell, **arguments)

    value = assembly.cells.read(row.entry.get("value"), Column(name, ("value",), kind), report)
    if path == ("notes",):
        notes = assembly.list_at(path)
        assembly.note_cell((*path, len(notes)), row, reader, "value")
        notes.append(value)
        return
    if path in assembly.places:
        report("duplicate-key", key=name, list="concept")
    assembly.note_cell(path, row, reader, "value")
    if value is not None:
        put(assembly.document, path, value)


def gather_stations(assembly: Assembly, reader: SheetReader, rows: Iterable[Row]) -> None:
    """One row per station; a mark makes it an entry point, numbers give their order."""
    stations = assembly.list_at(("concept", "stations"))
    entries: list[tuple[int, str, Location]] = []
    for row in rows:
        key, entry = row.entry.get("offer"), row.entry.get("entry")
        assembly.note_cell(("concept", "stations", len(stations)), row, reader, "offer")
        stations.append(key)
        if isinstance(entry, str | float):
            reader.report("wrong-type", row.cells[("entry",)], expected="yes-no", found=shown(entry))
        elif entry and isinstance(key, str):
            order = len(stations) if entry is True else int(entry)
            entries.append((order, key, reader.location(row.cells[("entry",)])))
    for order, (_, key, location) in enumerate(sorted(entries, key=lambda item: item[0])):
        assembly.list_at(("concept", "entry_points")).append(key)
        assembly.places[("concept", "entry_points", order)] = location


def gather_profiles(assembly: Assembly, reader: SheetReader, rows: Iterable[Row]) -> None:
    """One row per attribute or clock with its values or months at entry."""
    profiles = assembly.document.setdefault("profiles", {})
    for row in rows:
        key, values, other = (row.entry.get(name) for name in ("key", "entry", "same_as"))
        if not isinstance(key, str):
            reader.report("missing-key", row.cells[("key",)], key="key")
            continue
        part = "clocks" if assembly.names.knows("clocks", key) else "values"
        if values is not None or other is None:
            table = profiles.setdefault(part, {})
            if key in table:
                reader.report("duplicate-key", row.cells[("key",)], key=key, list="profiles")
            table[key] = _at_entry(assembly, part, key, values)
            assembly.note_cell(("profiles", part, key), row, reader, "entry")
        if other is not None:
            profiles.setdefault("same_as", {})[key] = other
            assembly.note_cell(("profiles", "same_as", key), row, reader, "same_as")


def _at_entry(assembly: Assembly, part: str, key: str, values: Any) -> Any:
    if not isinstance(values, list):
        return values or []
    if part == "values":
        return [assembly.names.resolve_value(key, value) for value in values]
    return [int(value) if value.isdecimal() and len(value) < 10 else value for value in values]


def gather_sources(assembly: Assembly, reader: SheetReader, rows: Iterable[Row]) -> None:
    """One row per source: key and address."""
    sources = assembly.document.setdefault("sources", {})
    for row in rows:
        key = row.entry.get("key")
        if not isinstance(key, str):
            reader.report("missing-key", row.cells[("key",)], key="key")
            continue
        if key in sources:
            reader.report("duplicate-key", row.cells[("key",)], key=key, list="sources")
        sources[key] = row.entry.get("text", "")
        assembly.note_cell(("sources", key), row, reader, "text")
