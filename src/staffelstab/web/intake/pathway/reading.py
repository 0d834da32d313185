"""Foreign files as plain data, every doubt a sentence; columns about persons are gone before anything is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import get_language

from staffelstab.engine.errors import InputError
from staffelstab.engine.files import foreign
from staffelstab.engine.files.foreign import (
    DETAIL,
    JOINABLE,
    PRIVATE,
    Cell,
    fields_of,
    heading_of,
    plain,
    write_services,
    write_table,
)
from staffelstab.engine.wording import Language, Words

__all__ = [
    "DETAIL",
    "JOINABLE",
    "PRIVATE",
    "Cell",
    "fields_of",
    "heading_of",
    "plain",
    "write_services",
    "write_table",
]
MOST_NOTES = 40


class UnreadableFile(Exception):
    """The file cannot be used. ``sentences`` name every problem with its place."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        self.sentences = sentences
        super().__init__(" ".join(sentences))


@dataclass(frozen=True)
class ReadTable:
    """``rows``: number and cells. ``left_out``: headings of columns about persons, whose cells are empty now."""

    name: str
    kind: str
    what: str
    headings: list[str]
    columns: list[int]
    in_cells: bool
    is_hidden: bool
    rows: list[list[Any]]
    notes: list[str]
    doubts: list[str]
    proposals: list[list[str]]
    left_out: list[str]


@cache
def words(language: str) -> Words:
    known: Language = "en" if language.startswith("en") else "de"
    return Words(known)


def read_file(content: bytes, name: str) -> list[ReadTable]:
    """Every table of the file that has rows, the most likely one first."""
    voice = words(get_language() or "de")
    try:
        found = foreign.read_foreign(content, name)
    except InputError as error:
        raise UnreadableFile(tuple(voice.problem(problem) for problem in error.problems)) from None
    return [_read(found.kind, table, voice) for table in found.tables if table.lines]


def _read(kind: str, table: foreign.Table, voice: Words) -> ReadTable:
    what = foreign.likely_kind(table)
    proposals = foreign.propose(table, what)
    private = {at for at, proposal in enumerate(proposals) if proposal.target == PRIVATE}
    return ReadTable(
        name=table.name,
        kind=kind,
        what=what,
        headings=list(table.headings),
        columns=list(table.columns) or list(range(len(table.headings))),
        in_cells=table.in_cells,
        is_hidden=table.is_hidden,
        rows=[
            [line.number, *("" if at in private else cell for at, cell in enumerate(line.cells))]
            for line in table.lines
        ],
        notes=_notes(table),
        doubts=[voice.problem(problem) for problem in table.doubts],
        proposals=[[each.target, each.why, each.sign] for each in proposals],
        left_out=[table.headings[at] for at in sorted(private)],
    )


def _notes(table: foreign.Table) -> list[str]:
    """What stood around the table, line by line."""
    said = [f"{line.number}: " + " · ".join(filter(None, line.cells)) for line in table.notes]
    return [text[:300] for text in said[:MOST_NOTES]]


def proposals_for(what: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[list[str]]:
    """The columns once more, when somebody says that the rows are something else."""
    lines = tuple(foreign.Line(row[0], tuple(row[1:])) for row in rows)
    table = foreign.Table("", tuple(headings), lines)
    return [[each.target, each.why, each.sign] for each in foreign.propose(table, what)]


def headings_key(what: str, headings: Sequence[str]) -> str:
    """The same for files with the same headings in the same order, however they are written."""
    text = "\n".join([what, *map(foreign.plain, headings)])
    return hashlib.sha256(text.encode()).hexdigest()
