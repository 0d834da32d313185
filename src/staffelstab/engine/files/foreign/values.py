"""What a text of a cell says as a number, a day, a key, an address; nothing where that is not certain."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

MUNICIPALITY_KEY = 8
REGIONAL_KEY = 12
EXCEL_ZERO = dt.date(1899, 12, 30)

_GERMAN_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:,?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*Uhr)?)?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.*)?")
_SERIAL = re.compile(r"[2-5]\d{4}")
_WHOLE = re.compile(r"\d{1,12}|\d{1,3}(?:[.\s'’]\d{3})+")
_DECIMAL = re.compile(r"[-+]?(?:\d{1,15}|\d{1,3}(?:\.\d{3})+)(?:,\d{1,15})?")
_ENGLISH_DECIMAL = re.compile(r"[-+]?(?:\d{1,15}|\d{1,3}(?:,\d{3})+)\.\d{1,15}")
_ABOUT = re.compile(r"(?i)(?:ca\.?|etwa|circa|rund|ungefähr|about|~)\s*")
_OVER = re.compile(r"(?i)(?:über|mehr als|mindestens|min\.|ab|more than|over|at least|>=?|≥)\s*")
_UNDER = re.compile(r"(?i)(?:unter|weniger als|höchstens|max\.?|bis(?: zu)?|up to|under|at most|<=?|≤)\s*")
_RANGE = re.compile(r"(\d[\d.\s]*?)\s*(?:-|–|bis|to)\s*(\d[\d.\s]*)")
_UNIT = re.compile(r"(?i)\s*(?:personen|plätze|platz|tn|teilnehmende|pers\.?|monate?|mon\.?|wochen?)\s*$")
_MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"(?i)(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:de|org|com|net|eu|nrw|info)(?:/\S*)?")
_PHONE = re.compile(r"(?:\+|00?)[\d\s()/.-]{5,25}\d(?:\s*(?:-|App\.?|Durchwahl)\s*\d+)?")
_COORDINATE = re.compile(r"-?\d{1,3}[.,]\d{2,}")


@dataclass(frozen=True)
class Range:
    """``is_about``: the text itself says that it is not exact."""

    minimum: int | None
    maximum: int | None
    is_about: bool = False


def read_day(text: str) -> dt.date | None:
    """Day, month and year in the German or the international order; a date with two digits for the year is none."""
    german, iso = _GERMAN_DAY.fullmatch(text.strip()), _ISO_DAY.fullmatch(text.strip())
    try:
        if german:
            return dt.date(int(german[3]), int(german[2]), int(german[1]))
        return dt.date(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None
    except ValueError:
        return None


def day_of_serial(text: str) -> dt.date | None:
    """The day behind a number like 44197: how a spreadsheet counts days, when the format of the cell was lost."""
    return EXCEL_ZERO + dt.timedelta(days=int(text)) if _SERIAL.fullmatch(text.strip()) else None


def read_whole(text: str) -> int | None:
    """12 · 1.234 · 1 234 · 12 Personen; not 1,5 and not 1.23."""
    bare = _UNIT.sub("", text.strip())
    return int(re.sub(r"[.\s'’]", "", bare)) if _WHOLE.fullmatch(bare) else None


def read_decimal(text: str) -> float | None:
    """German with a comma; with a point only where it can be no separator of thousands."""
    bare = text.strip().replace("\u202f", "").replace(" ", "")
    if _DECIMAL.fullmatch(bare):
        return float(bare.replace(".", "").replace(",", "."))
    if _ENGLISH_DECIMAL.fullmatch(bare) and not re.fullmatch(r"[-+]?\d{1,3}\.\d{3}", bare):
        return float(bare.replace(",", ""))
    return None


def read_range(text: str) -> Range | None:
    """A number of persons: exact, about, over, under, from … to."""
    bare = _UNIT.sub("", text.strip())
    about = _ABOUT.match(bare)
    if about:
        bare = bare[about.end() :]
    between = _RANGE.fullmatch(bare)
    if between:
        low, high = read_whole(between[1]), read_whole(between[2])
        return Range(low, high, bool(about)) if low is not None and high is not None and low <= high else None
    for pattern, is_lower in ((_OVER, True), (_UNDER, False)):
        bound = pattern.match(bare)
        if bound:
            number = read_whole(bare[bound.end() :])
            if number is None:
                return None
            return Range(number, None, bool(about)) if is_lower else Range(None, number, bool(about))
    number = read_whole(bare)
    return None if number is None else Range(number, number, bool(about))


def read_municipality_key(text: str) -> str | None:
    """The eight digits; also from the twelve of the regional key, and where a leading zero was lost."""
    digits = re.sub(r"[\s.]", "", text)
    if not digits.isdecimal() or not digits.isascii():
        return None
    if len(digits) in (MUNICIPALITY_KEY - 1, REGIONAL_KEY - 1):
        digits = f"0{digits}"
    if len(digits) == REGIONAL_KEY:
        digits = digits[:5] + digits[9:]
    return digits if len(digits) == MUNICIPALITY_KEY and digits[0] in "01" else None


def lost_leading_zero(text: str) -> bool:
    return len(re.sub(r"[\s.]", "", text)) in (MUNICIPALITY_KEY - 1, REGIONAL_KEY - 1)


def read_web(text: str) -> str | None:
    bare = text.strip()
    if not _WEB.fullmatch(bare):
        return None
    return bare if bare.lower().startswith(("http://", "https://")) else f"https://{bare}"


def is_mail(text: str) -> bool:
    return bool(_MAIL.fullmatch(text.strip()))


def is_phone(text: str) -> bool:
    return bool(_PHONE.fullmatch(text.strip()))


def is_coordinate(text: str) -> bool:
    return bool(_COORDINATE.fullmatch(text.strip()))


def looks_like_value(text: str) -> bool:
    """Whether this is rather a value than a heading."""
    return bool(
        read_day(text)
        or read_decimal(text) is not None
        or is_mail(text)
        or read_web(text)
        or is_phone(text)
        or read_range(text)
    )
