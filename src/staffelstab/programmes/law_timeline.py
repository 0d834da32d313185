"""Dated changes of law and programmes that open or close ways."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from staffelstab.programmes.facts import Source, Text, sources_of, text_of
from staffelstab.programmes.reading import DATA, read_document

FILE = DATA / "law_timeline.yaml"


@dataclass(frozen=True)
class LawChange:
    """A day on which the rules change."""

    key: str
    day: date
    is_last_day: bool
    approximate: bool
    change: Text
    refs: tuple[str, ...]
    sources: tuple[Source, ...]

    @property
    def first_day(self) -> date:
        """The first day under the new rules: the day itself, or the day after a last day."""
        return self.day + timedelta(days=1) if self.is_last_day else self.day


@cache
def law_changes() -> tuple[LawChange, ...]:
    """All changes, earliest first."""
    return read_law_changes(FILE)


def law_changes_between(start: date, end: date) -> tuple[LawChange, ...]:
    """Changes whose new rules hold on `end` and did not yet hold on `start`."""
    return tuple(change for change in law_changes() if start < change.first_day <= end)


def read_law_changes(file: Path) -> tuple[LawChange, ...]:
    document = read_document(file, "law-timeline-1.json")
    document.require_unique_keys("changes")
    document.require_known_sources()
    sources = sources_of(document.content["sources"])
    changes = [
        LawChange(
            key=entry["key"],
            day=date.fromisoformat(entry["date"]),
            is_last_day=entry["day_is"] == "last_day",
            approximate=entry["approximate"],
            change=text_of(entry["change"]),
            refs=tuple(entry["refs"]),
            sources=tuple(sources[key] for key in entry["sources"]),
        )
        for entry in document.content["changes"]
    ]
    return tuple(sorted(changes, key=lambda change: (change.first_day, change.key)))
