"""Any foreign list becomes tables; a file that cannot be read says why, once and in one place."""

from __future__ import annotations

from dataclasses import replace

from staffelstab.engine.errors import Location, Problem
from staffelstab.engine.files.foreign.frame import framed
from staffelstab.engine.files.foreign.json_lists import read_json
from staffelstab.engine.files.foreign.sheets import read_sheets
from staffelstab.engine.files.foreign.table import ForeignFile, Table
from staffelstab.engine.files.foreign.text_files import LARGEST_TEXT, decode, read_lines
from staffelstab.engine.files.problems import fail
from staffelstab.engine.files.workbook.document import looks_like_workbook

_NOT_OURS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"MZ",
    b"{\\rtf",
)
_MARKUP = ("<!doctype", "<html", "<?xml", "<svg")


def read_foreign(content: bytes, name: str) -> ForeignFile:
    """The tables of a file; InputError when it is none that can be read. The ending proves nothing."""
    if not content:
        raise fail("empty-file", Location(name))
    if len(content) > LARGEST_TEXT:
        sizes = {"size": -(-len(content) // 1024**2), "maximum": LARGEST_TEXT // 1024**2}
        raise fail("file-too-large", Location(name), **sizes)
    if looks_like_workbook(content):
        return _checked(ForeignFile(name, "xlsx", _workbook(content, name)))
    if content.startswith(_NOT_OURS):
        raise fail("not-a-table", Location(name))
    return _checked(_text(content, name))


def _checked(file: ForeignFile) -> ForeignFile:
    if not any(table.lines and table.headings for table in file.tables):
        raise fail("no-rows", Location(file.name))
    return file


def _workbook(content: bytes, name: str) -> tuple[Table, ...]:
    tables = []
    for sheet, is_hidden, lines, doubts in read_sheets(content, name):
        table = framed(sheet, lines, in_cells=True, is_hidden=is_hidden)
        if table is not None:
            hidden = Problem(
                "sheet-hidden", (), {"sheet": sheet}, Location(name, sheet=sheet), is_warning=True
            )
            tables.append(replace(table, doubts=(*doubts, *([hidden] if is_hidden else []))))
    return tuple(sorted(tables, key=lambda table: (table.is_hidden, not table.lines)))


def _text(content: bytes, name: str) -> ForeignFile:
    text, _encoding, doubts = decode(content, name)
    start = text[:200].lstrip().lower()
    if not start:
        raise fail("empty-file", Location(name))
    if start.startswith(_MARKUP):
        raise fail("not-a-table", Location(name))
    if start[0] in "{[":
        kind, tables = read_json(text, name)
        return ForeignFile(name, kind, (replace(tables[0], doubts=doubts), *tables[1:]))
    table = framed("", read_lines(text, name))
    if table is None:
        raise fail("no-rows", Location(name))
    return ForeignFile(name, "csv", (replace(table, doubts=doubts),))
