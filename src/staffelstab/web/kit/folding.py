"""Words as people compare them: without capitals, umlauts, accents and signs. Nähen, naehen and NAHEN are the same."""

from __future__ import annotations

import re
import unicodedata

SPELT_OUT = re.compile(r"(?<=[aou])e")
MOST_WORDS = 6


def fold(text: str) -> str:
    """Also in a text that somebody typed without umlauts on the keyboard: ä, ae and a are one letter."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.sub(r"[\W_]+", " ", bare).strip()
    return SPELT_OUT.sub("", words)


def words_of(text: str) -> list[str]:
    """What somebody looks for, word by word; more than six words narrow nothing further."""
    return list(dict.fromkeys(fold(text).split()))[:MOST_WORDS]
