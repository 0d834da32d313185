"""From rows of sheets to the document of the file format; sheets that others refer to come first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from staffelstab.engine.files.workbook import layout
from staffelstab.engine.files.workbook.assembly import Assembly
from staffelstab.engine.files.workbook.groups import gather_access, gather_attributes, gather_outcomes
from staffelstab.engine.files.workbook.layout import Sheet
from staffelstab.engine.files.workbook.sheets import Row, SheetReader
from staffelstab.engine.files.workbook.statements import (
    gather_profiles,
    gather_sources,
    gather_statements,
    gather_stations,
)

Gather = Callable[[Assembly, SheetReader, Iterable[Row]], None]


def gather(readers: Mapping[str, SheetReader]) -> Assembly:
    """Everything the sheets say, as one document."""
    assembly = Assembly()
    for sheet, gather_rows in ORDER:
        if sheet.name in readers:
            reader = readers[sheet.name]
            gather_rows(assembly, reader, reader.rows(assembly.cells))
            assembly.learn(sheet)
    return assembly


def gather_list(assembly: Assembly, reader: SheetReader, rows: Iterable[Row]) -> None:
    """One row, one entry of a list."""
    part = reader.sheet.part
    entries = assembly.list_at(part)
    for row in rows:
        assembly.note((*part, len(entries)), row, reader)
        entries.append(row.entry)


ORDER: tuple[tuple[Sheet, Gather], ...] = (
    (layout.ATTRIBUTES, gather_attributes),
    (layout.CLOCKS, gather_list),
    (layout.PLACES, gather_list),
    (layout.ORGANISATIONS, gather_list),
    (layout.AGREEMENTS, gather_list),
    (layout.FUNDINGS, gather_list),
    (layout.OFFERS, gather_list),
    (layout.ACCESS, gather_access),
    (layout.OUTCOMES, gather_outcomes),
    (layout.PROFILES, gather_profiles),
    (layout.CONCEPT, gather_statements),
    (layout.STATIONS, gather_stations),
    (layout.TRANSITIONS, gather_list),
    (layout.NEEDS, gather_list),
    (layout.SOURCES, gather_sources),
)
