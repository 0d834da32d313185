"""Numbers of persons as people report them: "about 400", "over 600", "20–30"; a range stays a range."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = r"(\d{1,3}(?:[.\u202f\u00a0 ]\d{3})+|\d{1,7})"
ABOUT = r"(?:etwa|ca\.?|circa|rund|ungefähr|about|around|approx\.?|~)"
PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"{NUMBER}\s*(?:-|–|—|bis|to)\s*{NUMBER}"), "range"),
    (re.compile(rf"(?:über|mehr als|more than|over|>)\s*{NUMBER}"), "over"),
    (re.compile(rf"(?:mindestens|min\.?|ab|at least|>=|≥)\s*{NUMBER}"), "least"),
    (re.compile(rf"(?:unter|weniger als|less than|under|fewer than|<)\s*{NUMBER}"), "under"),
    (re.compile(rf"(?:höchstens|maximal|max\.?|bis zu|bis|at most|up to|<=|≤)\s*{NUMBER}"), "most"),
    (re.compile(rf"{ABOUT}\s*{NUMBER}"), "about"),
    (re.compile(NUMBER), "exact"),
)
NONE_AT_ALL = ("keine", "keiner", "none", "null")


@dataclass(frozen=True)
class Persons:
    """From at least to at most; None where the report leaves an end open. `is_about`: only roughly so many."""

    minimum: int | None
    maximum: int | None
    is_about: bool = False


def read_persons(text: str) -> Persons | None:
    """What a report says; nothing when it is no number of persons."""
    said = " ".join(text.casefold().split())
    said = re.sub(r"\s*(?:personen|menschen|persons|people)$", "", said)
    if said in NONE_AT_ALL:
        return Persons(0, 0)
    for pattern, meaning in PATTERNS:
        match = pattern.fullmatch(said)
        if match:
            return _meant(meaning, [int(re.sub(r"\D", "", number)) for number in match.groups()])
    return None


def _meant(meaning: str, numbers: list[int]) -> Persons | None:
    first = numbers[0]
    if meaning == "range":
        return Persons(first, numbers[1]) if first <= numbers[1] else None
    if meaning == "under":
        return Persons(0, first - 1) if first else None
    ends = {
        "over": Persons(first + 1, None),
        "least": Persons(first, None),
        "most": Persons(0, first),
        "about": Persons(first, first, is_about=True),
    }
    return ends.get(meaning, Persons(first, first))
