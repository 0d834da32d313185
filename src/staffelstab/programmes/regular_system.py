"""The regular system as a first concept: what exists in every district by law, as the catalogue knows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from staffelstab.engine.model import Condition, Goal
from staffelstab.programmes.catalogue import entries, offers

REGULAR = "regular"
ENTRY_CATEGORIES = frozenset({"counselling", "childcare_support"})
"""Where people usually come first."""
BEHIND_THE_GOALS = frozenset(
    {
        "step_60c", "step_16g", "step_19d", "step_60d",
        "asa_begleitend", "bab_56", "bafoeg", "step_analogleistungen",
    }
)  # fmt: skip
"""Whoever has a contract has arrived and does not need these stations on the way."""


def stations(today: date) -> tuple[str, ...]:
    """Keys of the catalogue's regular entries that exist on this day and lie before the goals."""
    exists = {offer.key for offer in offers() if offer.period.contains(today)}
    return tuple(
        entry.key
        for entry in entries()
        if entry.track == REGULAR and entry.key in exists and entry.key not in BEHIND_THE_GOALS
    )


def entry_points() -> frozenset[str]:
    return frozenset(entry.key for entry in entries() if entry.category in ENTRY_CATEGORIES)


def transitions() -> tuple[tuple[str, str], ...]:
    """Usual following stations, as pairs of catalogue keys."""
    return tuple((entry.key, key) for entry in entries() for key in entry.next)


def goals() -> tuple[Goal, ...]:
    return (
        _goal("training", "Ausbildungsplatz", "training place", {"vocational": ("contract", "qualified")}),
        _goal(
            "work",
            "sozialversicherungspflichtige Beschäftigung",
            "job with social insurance",
            {"employment": ("employed",)},
        ),
        _goal(
            "in_training",
            "in Ausbildung mit Ausbildungsduldung oder § 16g",
            "in training with § 60c or § 16g",
            {"status": ("ausbildungsduldung_60c", "ae_16g")},
        ),
    )


def _goal(key: str, german: str, english: str, values: Mapping[str, tuple[str, ...]]) -> Goal:
    return Goal(key, {"de": german, "en": english}, Condition(dict(values)))
