"""The regular system as a first concept: what exists in every district by law, as the catalogue knows it."""

from __future__ import annotations

from datetime import date
from functools import cache

from staffelstab.engine.model import Condition, Goal
from staffelstab.programmes.catalogue import entries, offers
from staffelstab.programmes.catalogue_reading import FOLDER
from staffelstab.programmes.reading import Document, read_document


@cache
def _choice() -> Document:
    """Which entries stand in it; refuses keys that the catalogue does not have."""
    document = read_document(FOLDER / "regular_system.yaml", "regular-system-1.json")
    known = {entry.key for entry in entries()}
    for index, key in enumerate(document.content["behind_the_goals"]):
        if key not in known:
            problem = f"The catalogue has no entry {key!r}."
            raise document.error(problem, "Correct the key or take it out.", "behind_the_goals", index)
    return document


def behind_the_goals() -> frozenset[str]:
    """Keys of entries that nobody needs on the way: whoever has a contract has arrived."""
    return frozenset(_choice().content["behind_the_goals"])


def stations(today: date) -> tuple[str, ...]:
    """Keys of the catalogue's regular entries that exist on this day and lie before the goals."""
    track, behind = _choice().content["track"], behind_the_goals()
    exists = {offer.key for offer in offers() if offer.period.contains(today)}
    return tuple(
        entry.key
        for entry in entries()
        if entry.track == track and entry.key in exists and entry.key not in behind
    )


def entry_points() -> frozenset[str]:
    """Keys of entries where people usually come first."""
    categories = _choice().content["entry_categories"]
    return frozenset(entry.key for entry in entries() if entry.category in categories)


def transitions() -> tuple[tuple[str, str], ...]:
    """Usual following stations, as pairs of catalogue keys."""
    return tuple((entry.key, key) for entry in entries() for key in entry.next)


def goals() -> tuple[Goal, ...]:
    """What counts as arrived, until the alliance decides for itself."""
    return tuple(
        Goal(goal["key"], goal["label"], Condition({name: tuple(v) for name, v in goal["when"].items()}))
        for goal in _choice().content["goals"]
    )
