"""Lists of others as plain tables, every value with its address; what columns and words probably mean, with reasons.

Nothing here knows what the lists are for, and nothing here decides.
"""

from __future__ import annotations

from staffelstab.engine.files.foreign.hsds_writing import write_services
from staffelstab.engine.files.foreign.joining import full_width, joined, may_be_cut
from staffelstab.engine.files.foreign.likeness import Known, Likeness, Register, site_of, street_of
from staffelstab.engine.files.foreign.proposals import (
    DETAIL,
    JOINABLE,
    KINDS,
    PRIVATE,
    Proposal,
    column,
    fields_of,
    heading_of,
    likely_kind,
    plain,
    propose,
    word_of,
)
from staffelstab.engine.files.foreign.reading import read_foreign
from staffelstab.engine.files.foreign.table import ForeignFile, Line, Table
from staffelstab.engine.files.foreign.writing import Cell, write_table

__all__ = [
    "DETAIL",
    "JOINABLE",
    "KINDS",
    "PRIVATE",
    "Cell",
    "ForeignFile",
    "Known",
    "Likeness",
    "Line",
    "Proposal",
    "Register",
    "Table",
    "column",
    "fields_of",
    "full_width",
    "heading_of",
    "joined",
    "likely_kind",
    "may_be_cut",
    "plain",
    "propose",
    "read_foreign",
    "site_of",
    "street_of",
    "word_of",
    "write_services",
    "write_table",
]
