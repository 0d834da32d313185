"""Read one single value: a text, a number, a date. Whatever does not fit is reported and counts as absent."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from enum import StrEnum
from typing import TypeVar

from staffelstab.engine.errors import Path
from staffelstab.engine.files.problems import ProblemList, listed, shown, suggestion

EARLIEST = dt.date(1901, 1, 1)
LATEST = dt.date(2199, 12, 31)
LONGEST_KEY = 80
MOST_MONTHS = 1200
MOST_PERSONS = 10**9

_KEY = re.compile(r'[^\s,;:"]+')
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

E = TypeVar("E", bound=StrEnum)


def read_text(value: object, path: Path, problems: ProblemList) -> str | None:
    if not isinstance(value, str):
        problems.report("wrong-type", path, expected="text", found=shown(value))
        return None
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    # no control character is printable, and asking for that is a hundred times faster than asking every letter
    suspects = "" if text.isprintable() else text
    forbidden = next((letter for letter in suspects if is_control_character(letter)), None)
    if forbidden is not None:
        problems.report("control-character", path, found=f"U+{ord(forbidden):04X}")
        return None
    trimmed = text.strip()
    if trimmed != text:
        problems.report("trimmed", path, found=shown(trimmed))
    return trimmed


def is_control_character(letter: str) -> bool:
    """Letters that no file format carries reliably; line breaks and tabs are fine."""
    if letter in "\n\t":
        return False
    return unicodedata.category(letter) in ("Cc", "Cs") or ord(letter) & 0xFFFE == 0xFFFE


def read_filled_text(value: object, path: Path, problems: ProblemList) -> str | None:
    text = read_text(value, path, problems)
    if text == "":
        problems.report("empty-text", path)
    return text or None


def read_key(value: object, path: Path, problems: ProblemList) -> str | None:
    text = read_filled_text(value, path, problems)
    if text is not None and (len(text) > LONGEST_KEY or not _KEY.fullmatch(text)):
        problems.report("bad-key", path, found=shown(text))
        return None
    return text


def read_whole(
    value: object, path: Path, problems: ProblemList, minimum: int = 0, maximum: int = MOST_MONTHS
) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        problems.report("wrong-type", path, expected="whole-number", found=_marked(value))
        return None
    return value if _in_range(value, path, problems, minimum, maximum) else None


def read_number(
    value: object, path: Path, problems: ProblemList, minimum: float, maximum: float
) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        problems.report("wrong-type", path, expected="number", found=_marked(value))
        return None
    return float(value) if _in_range(value, path, problems, minimum, maximum) else None


def _marked(value: object) -> str:
    """What was read instead of a number; a number written as text is not to be mistaken for one."""
    return f'"{shown(value)}"' if isinstance(value, str) else shown(value)


def _in_range(value: float, path: Path, problems: ProblemList, minimum: float, maximum: float) -> bool:
    if value < minimum:
        problems.report("number-too-small", path, found=value, minimum=minimum)
    elif value > maximum:
        problems.report("number-too-large", path, found=value, maximum=maximum)
    return minimum <= value <= maximum


def read_flag(value: object, path: Path, problems: ProblemList) -> bool | None:
    if isinstance(value, bool):
        return value
    problems.report("wrong-type", path, expected="yes-no", found=shown(value))
    return None


def read_date(value: object, path: Path, problems: ProblemList) -> dt.date | None:
    day = _as_date(value)
    if day is None:
        if isinstance(value, str):
            problems.report("wrong-date", path, found=shown(value))
        else:
            problems.report("wrong-type", path, expected="date", found=shown(value))
    elif not EARLIEST <= day <= LATEST:
        problems.report("date-out-of-range", path, found=day, earliest=EARLIEST, latest=LATEST)
        return None
    return day


def _as_date(value: object) -> dt.date | None:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return None
    return None


def read_choice(value: object, path: Path, problems: ProblemList, choices: type[E]) -> E | None:
    words = [str(choice) for choice in choices]
    if not isinstance(value, str):
        problems.report("wrong-type", path, expected="text", found=shown(value))
        return None
    if value not in words:
        guess = suggestion(value, words)
        problems.report("wrong-choice", path, found=shown(value), allowed=listed(words), suggestion=guess)
        return None
    return choices(value)
