"""The only door of this room to the engine: reading foreign files, guessing columns, reading values, writing files."""

from __future__ import annotations

from staffelstab.web.intake.pathway.doubles import Double, Registry, like
from staffelstab.web.intake.pathway.interpreting import (
    EVERYWHERE,
    Answer,
    Context,
    Doubt,
    Interpreter,
    ReadRow,
)
from staffelstab.web.intake.pathway.reading import (
    DETAIL,
    JOINABLE,
    PRIVATE,
    Cell,
    ReadTable,
    UnreadableFile,
    fields_of,
    heading_of,
    headings_key,
    plain,
    proposals_for,
    read_file,
    write_services,
    write_table,
)

__all__ = [
    "DETAIL",
    "EVERYWHERE",
    "JOINABLE",
    "PRIVATE",
    "Answer",
    "Cell",
    "Context",
    "Double",
    "Doubt",
    "Interpreter",
    "ReadRow",
    "ReadTable",
    "Registry",
    "UnreadableFile",
    "fields_of",
    "heading_of",
    "headings_key",
    "like",
    "plain",
    "proposals_for",
    "read_file",
    "write_services",
    "write_table",
]
