"""Dates as people write them in cells: 01.08.2021, 1.8.21 is refused, 2021-08-01 is read too."""

from __future__ import annotations

import datetime as dt
import re

_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")


def read_day(text: str) -> dt.date | None:
    german, iso = _GERMAN.fullmatch(text.strip()), _ISO.fullmatch(text.strip())
    try:
        if german:
            return dt.date(int(german[3]), int(german[2]), int(german[1]))
        return dt.date(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None
    except ValueError:
        return None


def german_date(iso: str) -> str:
    """22.11.2026 for 2026-11-22."""
    year, month, day = iso.split("-")
    return f"{day}.{month}.{year}"
