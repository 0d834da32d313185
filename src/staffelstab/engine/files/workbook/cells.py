"""One cell as a value of the document. What is not understood is handed on as text and reported later."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from staffelstab.engine.files.problems import shown
from staffelstab.engine.files.workbook import words
from staffelstab.engine.files.workbook.condition_text import BadLine, text_to_condition
from staffelstab.engine.files.workbook.dates import read_day
from staffelstab.engine.files.workbook.layout import CHOICES, Cell, Column
from staffelstab.engine.files.workbook.names import Names

Report = Callable[..., None]
LARGEST_EXACT = 10**15
MUNICIPALITY_KEY = 8

_DECIMAL = re.compile(r"[-+]?\d{1,15}(?:[.,]\d{1,25})?(?:e[-+]?\d{1,3})?(\s*%)?", re.IGNORECASE)
_WHOLE = re.compile(r"[-+]?\d{1,15}|[-+]?\d{1,3}(?:\.\d{3})+")


class CellReader:
    """Reads cells of one workbook; knows the names that its sheets have given so far."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def read(self, raw: Any, column: Column, report: Report) -> Any:
        """The value for the document, None for an empty cell."""
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            return None
        if column.cell in CHOICES:
            return words.choice_of(raw, CHOICES[column.cell]) if isinstance(raw, str) else raw
        if column.cell is Cell.KEY:
            return self._key(raw, column, report)
        if column.cell in (Cell.KEYS, Cell.ENTRY):
            return self._keys(raw, column, report)
        if column.cell is Cell.CONDITION:
            return self._condition(raw, report)
        return _PLAIN[column.cell](raw, report)

    def _key(self, raw: Any, column: Column, report: Report) -> Any:
        text = read_text(raw, report, column.refers == "places" or column.path == ("key",))
        if not isinstance(text, str):
            return text
        return self._resolved(text.strip(), column)

    def _keys(self, raw: Any, column: Column, report: Report) -> Any:
        text = read_text(raw, report, column.refers == "places")
        if not isinstance(text, str):
            return text
        if " ".join(text.split()).casefold() in map(str.casefold, words.NOWHERE):
            return []
        items = (item.strip() for item in re.split(r"[,;\n]", text))
        return [self._resolved(item, column) for item in items if item]

    def _resolved(self, word: str, column: Column) -> str:
        return self.names.resolve(column.refers, word) if column.refers else word

    def _condition(self, raw: Any, report: Report) -> Any:
        text = read_text(raw, report)
        try:
            return text_to_condition(text, self.names) if isinstance(text, str) else text
        except BadLine as bad:
            report("bad-condition-line", found=shown(bad))
            return None


def read_text(raw: Any, report: Report, is_place: bool = False) -> Any:
    """Text; a number or a date that the spreadsheet made of it is turned back and reported."""
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        is_whole = raw == int(raw) if abs(raw) < LARGEST_EXACT else False
        text = str(int(raw)) if is_whole else repr(raw)
        if is_place and is_whole and len(text) == MUNICIPALITY_KEY - 1:
            report("leading-zero-restored", found=text, read=f"0{text}")
            return f"0{text}"
        report("text-stored-as-number", found=text, read=text)
        return text
    if isinstance(raw, dt.date):
        text = f"{raw:%d.%m.%Y}"
        report("text-stored-as-number", found=text, read=text)
        return text
    return raw


def _read_lines(raw: Any, report: Report) -> Any:
    """One item per line; when items begin with a dash, the lines below one belong to it."""
    text = read_text(raw, report)
    if not isinstance(text, str):
        return text
    lines = text.replace("\r\n", "\n").strip("\n").split("\n")
    if not lines[0].startswith("- "):
        return [line.strip() for line in lines if line.strip()]
    items: list[list[str]] = []
    for line in lines:
        if line.startswith("- "):
            items.append([line[2:]])
        else:
            items[-1].append(line.removeprefix("  "))
    return ["\n".join(item).strip() for item in items]


def _read_whole(raw: Any, report: Report) -> Any:
    if isinstance(raw, float) and abs(raw) < LARGEST_EXACT and raw == int(raw):
        return int(raw)
    if isinstance(raw, str) and _WHOLE.fullmatch(raw.strip()):
        number = int(raw.strip().replace(".", ""))
        report("number-stored-as-text", found=shown(raw), read=number)
        return number
    return raw


def _read_number(raw: Any, report: Report) -> Any:
    match = _DECIMAL.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if not match:
        return raw
    number = float(raw.strip().rstrip(" %").replace(",", "."))
    number = number / 100 if match[1] else number
    report("number-stored-as-text", found=shown(raw), read=number)
    return number


def _read_date(raw: Any, report: Report) -> Any:
    if isinstance(raw, dt.datetime):
        return raw.date().isoformat() if raw.time() == dt.time() else shown(raw)
    if isinstance(raw, dt.date):
        return raw.isoformat()
    day = read_day(raw) if isinstance(raw, str) else None
    return day.isoformat() if day else raw


def _read_flag(raw: Any, report: Report) -> Any:
    text = str(int(raw)) if isinstance(raw, float) and raw in (0, 1) else raw
    word = text.strip().casefold() if isinstance(text, str) else text
    if word in words.YES:
        return True
    return False if word in words.NO else raw


def _read_order(raw: Any, report: Report) -> Any:
    number = _read_whole(raw, lambda *_, **__: None)
    is_number = isinstance(number, int) and not isinstance(number, bool)
    return number if is_number and number >= 1 else _read_flag(raw, report)


def _read_calendar_months(raw: Any, report: Report) -> Any:
    if not isinstance(raw, str):
        number = _read_whole(raw, report)
        return [number] if isinstance(number, int) else number
    items = [item.strip() for item in re.split(r"[,;\n]", raw) if item.strip()]
    return [_month(item) for item in items]


def _month(word: str) -> Any:
    name = word.rstrip(".").casefold()
    return int(word) if re.fullmatch(r"\d{1,4}", word) else words.MONTH_NAMES.get(name, word)


_PLAIN: dict[Cell, Callable[[Any, Report], Any]] = {
    Cell.TEXT: read_text,
    Cell.LINES: _read_lines,
    Cell.WHOLE: _read_whole,
    Cell.NUMBER: _read_number,
    Cell.DATE: _read_date,
    Cell.FLAG: _read_flag,
    Cell.YES_UNLESS_NO: _read_flag,
    Cell.ORDER: _read_order,
    Cell.RAW: lambda raw, report: raw,
    Cell.CALENDAR_MONTHS: _read_calendar_months,
}
