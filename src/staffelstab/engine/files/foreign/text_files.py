"""Text files of others: which encoding, which separator, which line is which."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from staffelstab.engine.errors import Location, Problem
from staffelstab.engine.files.foreign.table import Line
from staffelstab.engine.files.problems import fail, shown

LARGEST_TEXT = 40 * 1024 * 1024
MOST_LINES = 100_000
MOST_COLUMNS = 500
MOST_CELLS = 4_000_000
FORMULA_SIGNS = ("=", "+", "-", "@")
SEPARATORS = (";", "\t", ",", "|")
LINES_TRIED = 40

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
_SAID = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_MOJIBAKE = re.compile("Ã[¤¶¼Ÿ„–œ\x84\x96\x9c\x9f]|â€|Â[§°\xa0]")
_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")


def decode(content: bytes, name: str) -> tuple[str, str, tuple[Problem, ...]]:
    """The text, its encoding, and what is doubtful about it."""
    if len(content) > LARGEST_TEXT:
        sizes = {"size": -(-len(content) // 1024**2), "maximum": LARGEST_TEXT // 1024**2}
        raise fail("file-too-large", Location(name), **sizes)
    encoding = _encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise fail("not-a-table", Location(name)) from None
    text = text.removeprefix("\ufeff")
    if _BINARY.search(text[:100_000]) or "\0" in text:
        raise fail("not-a-table", Location(name))
    return text, encoding, _doubts(text, name)


def _encoding(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    sample = content[:4000]
    if len(sample) >= 4 and sample[1::2].count(0) > len(sample) // 5:
        return "utf-16-le"
    if len(sample) >= 4 and sample[0::2].count(0) > len(sample) // 5:
        return "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        undefined = any(bytes([code]) in content for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
        return "latin-1" if undefined else "windows-1252"
    return "utf-8"


def _doubts(text: str, name: str) -> tuple[Problem, ...]:
    """Umlauts that went through the wrong encoding on the way to us."""
    found = _MOJIBAKE.search(text)
    if found is None:
        return ()
    number = text.count("\n", 0, found.start()) + 1
    around = text[max(0, found.start() - 15) : found.end() + 15].split("\n")[0]
    arguments = {"found": shown(around)}
    return (Problem("umlauts-damaged", (), arguments, Location(name, line=number), is_warning=True),)


def read_lines(text: str, name: str) -> tuple[Line, ...]:
    """Every line of the table, empty ones too, each with the number of the line in which it begins."""
    body, skipped, separator = _announced(text)
    separator = separator or separator_of(body)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    lines: list[Line] = []
    cells, begun = 0, 1
    try:
        for row in reader:
            cells += len(row)
            if cells > MOST_CELLS or len(lines) >= MOST_LINES or len(row) > MOST_COLUMNS:
                here = Location(name, line=begun + skipped)
                maximum = MOST_COLUMNS if len(row) > MOST_COLUMNS else MOST_LINES
                raise fail("too-many-entries", here, maximum=maximum)
            lines.append(Line(begun + skipped, tuple(without_apostrophe(clean(cell)) for cell in row)))
            begun = reader.line_num + 1
    except csv.Error as error:
        here = Location(name, line=begun + skipped)
        if "unexpected end" in str(error):
            raise fail("quote-not-closed", here) from None
        raise fail("csv-syntax", here, detail=error) from None
    return tuple(lines)


def without_apostrophe(cell: str) -> str:
    """Programs that write CSV protect texts from being taken for formulas in this way."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_SIGNS else cell


def clean(cell: str) -> str:
    """Without blanks around it, also those that only look like blanks."""
    return cell.replace("\xa0", " ").replace("\ufeff", "").replace("\r\n", "\n").strip()


def _announced(text: str) -> tuple[str, int, str]:
    first, _, rest = text.partition("\n")
    said = _SAID.fullmatch(first.strip().strip('"'))
    if not said and first.strip() == "sep=":
        said = _SAID.fullmatch(first.rstrip("\r"))
    return (rest, 1, said[1]) if said else (text, 0, "")


def separator_of(text: str) -> str:
    """The separator that cuts most lines into the same number of cells."""
    best, chosen = (0.0, 0), ";"
    for separator in SEPARATORS:
        widths = _widths(text, separator)
        several = Counter(width for width in widths if width > 1)
        if not several:
            continue
        width, times = several.most_common(1)[0]
        score = (times / len(widths) + 0.05 * min(width, 10), width)
        if score > best:
            best, chosen = score, separator
    return chosen


def _widths(text: str, separator: str) -> list[int]:
    widths: list[int] = []
    head = text[:200_000]
    try:
        for row in csv.reader(io.StringIO(head, newline=""), delimiter=separator):
            if any(cell.strip() for cell in row):
                widths.append(len(row))
            if len(widths) >= LINES_TRIED:
                break
    except csv.Error:
        return widths
    return widths
