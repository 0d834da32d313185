"""What is published about the size of the target group, each figure with its page."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from staffelstab.programmes.errors import ProgrammeDataError
from staffelstab.programmes.reading import DATA, read_table

FOLDER = DATA / "target_group"
COLUMNS = (
    "row_id", "area_name", "area_keys", "without_keys", "level", "measure", "residence_status", "age_from", "age_to",
    "value", "qualifier", "reference_date", "published", "source", "note",
)  # fmt: skip
STATE = "05"


class Qualifier(StrEnum):
    """The word with which a source gives a number."""

    EXACT = "exact"
    ABOUT = "about"
    ALMOST = "almost"
    OVER = "over"
    UP_TO = "up_to"


class Measure(StrEnum):
    PERSONS = "persons"
    SHARE = "share_percent"
    POSTS = "posts_teilhabemanagement"
    PLANNED = "persons_planned_to_reach"


@dataclass(frozen=True)
class PublishedFigure:
    """area_keys: the state (2 digits), a district (5) or municipalities (8); without_keys are left out of it.

    No ages: not stated; from 0 without an end: all ages. reference_date: the day
    of counting, where the source gives one.
    """

    key: str
    area_name: str
    area_keys: tuple[str, ...]
    without_keys: tuple[str, ...]
    level: str
    measure: Measure
    residence_status: str
    age_from: int | None
    age_to: int | None
    value: float
    qualifier: Qualifier
    reference_date: date | None
    published: str
    source: str
    note: str

    @property
    def is_of_the_state(self) -> bool:
        return self.area_keys == (STATE,)

    def lies_in(self, district_key: str) -> bool:
        return all(key.startswith(district_key) for key in self.area_keys)


@cache
def published_figures() -> tuple[PublishedFigure, ...]:
    figures = read_figures(FOLDER / "figures.csv")
    sources = FOLDER / "SOURCES.toml"
    expected = tomllib.loads(sources.read_text(encoding="utf-8"))["expected"]["figures"]
    if len(figures) != expected:
        raise ProgrammeDataError(
            sources, None, f"There are {len(figures)} figures, not {expected}.", "Correct one."
        )
    return figures


def figures_of(district_key: str) -> tuple[PublishedFigure, ...]:
    """Those about the district or a part of it; none about the whole state."""
    return tuple(f for f in published_figures() if not f.is_of_the_state and f.lies_in(district_key))


def figures_of_the_state() -> tuple[PublishedFigure, ...]:
    return tuple(f for f in published_figures() if f.is_of_the_state)


def read_figures(file: Path) -> tuple[PublishedFigure, ...]:
    seen: set[str] = set()
    found = []
    for line, row in read_table(file, COLUMNS):
        try:
            figure = _figure(row)
        except ValueError as problem:
            advice = "Correct the cell."
            raise ProgrammeDataError(file, line, f"{row['row_id']}: {problem}", advice) from problem
        if figure.key in seen:
            raise ProgrammeDataError(
                file, line, f"{figure.key} stands here twice.", "Give every row its own key."
            )
        seen.add(figure.key)
        found.append(figure)
    return tuple(found)


def _figure(row: dict[str, str]) -> PublishedFigure:
    if urlsplit(row["source"]).scheme != "https":
        raise ValueError("The source is no address.")
    keys, left_out = _keys(row["area_keys"]), _keys(row["without_keys"])
    if not keys:
        raise ValueError("The area has no key.")
    value = float(row["value"])
    if value < 0:
        raise ValueError("The value is negative.")
    return PublishedFigure(
        key=row["row_id"],
        area_name=row["area_name"],
        area_keys=keys,
        without_keys=left_out,
        level=row["level"],
        measure=Measure(row["measure"]),
        residence_status=row["residence_status"],
        age_from=int(row["age_from"]) if row["age_from"] else None,
        age_to=int(row["age_to"]) if row["age_to"] else None,
        value=value,
        qualifier=Qualifier(row["qualifier"]),
        reference_date=date.fromisoformat(row["reference_date"]) if row["reference_date"] else None,
        published=row["published"],
        source=row["source"],
        note=row["note"],
    )


def _keys(text: str) -> tuple[str, ...]:
    keys = tuple(key for key in text.split(";") if key)
    if any(not key.isdigit() or len(key) not in (2, 5, 8) for key in keys):
        raise ValueError(f"{text!r} holds no official keys.")
    return keys
