"""Plain tables (CSV) as spreadsheets of German offices write them."""

from __future__ import annotations

import csv
import io

from staffelstab.engine.errors import Location
from staffelstab.engine.files.problems import fail

SEPARATORS = (";", "\t", ",")
LARGEST_TABLE = 20 * 1024 * 1024
MOST_CELLS = 200_000

Row = tuple[str, ...]


def read_table(content: bytes, name: str = "") -> tuple[Row, ...]:
    """The rows of a table: UTF-8 or Windows-1252, separated by semicolon, tab or comma.

    Blanks around a cell and rows that are empty are left out; the first row is the heading.
    """
    if len(content) > LARGEST_TABLE:
        sizes = {"size": -(-len(content) // 1024**2), "maximum": LARGEST_TABLE // 1024**2}
        raise fail("file-too-large", Location(name), **sizes)
    text = decoded(content)
    if "\0" in text:
        raise fail("control-character", Location(name), found="U+0000")
    rows = _rows(text, _separator(text), name)
    if not rows:
        raise fail("empty-file", Location(name))
    return rows


def decoded(content: bytes) -> str:
    """Text in the encoding it was written in; what is no UTF-8 is taken for Windows-1252."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("windows-1252", errors="replace")


def _separator(text: str) -> str:
    """The separator that splits the heading into most cells."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    outside_quotes = "".join(heading.split('"')[::2])
    return max(SEPARATORS, key=outside_quotes.count)


def _rows(text: str, separator: str, name: str) -> tuple[Row, ...]:
    rows: list[Row] = []
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            cells += len(row)
            if cells > MOST_CELLS:
                raise fail("too-many-entries", Location(name, reader.line_num), maximum=MOST_CELLS)
            stripped = tuple(cell.strip() for cell in row)
            if any(stripped):
                rows.append(stripped)
    except csv.Error as error:
        raise fail("csv-syntax", Location(name, reader.line_num), detail=error) from None
    return tuple(rows)
