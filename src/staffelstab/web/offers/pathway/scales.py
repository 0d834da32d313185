"""The features with which offers of an alliance are described: the scales of the catalogue."""

from __future__ import annotations

from functools import cache

from staffelstab.engine.model import Attribute, Clock, Label, Scales, Verdict
from staffelstab.engine.wording import Language, Words
from staffelstab.programmes import catalogue

STATUS, AGE, STAY = "status", "age", "stay"

Choice = tuple[str, str]


@cache
def words(language: str) -> Words:
    known: Language = "en" if language.startswith("en") else "de"
    return Words(known)


def scales() -> Scales:
    return catalogue.scales()


def attribute(key: str) -> Attribute | None:
    return next((a for a in scales().attributes if a.key == key), None)


def clock(key: str) -> Clock | None:
    return next((c for c in scales().clocks if c.key == key), None)


def ordered_attributes() -> tuple[Attribute, ...]:
    """Features of which an offer can demand a least value."""
    return tuple(a for a in scales().attributes if a.kind == "ordered")


def entry_attributes() -> tuple[Attribute, ...]:
    """Features in which people differ before the first offer."""
    asked = catalogue.profile_space().values
    return tuple(a for a in scales().attributes if a.key in asked)


def entry_values(key: str) -> tuple[str, ...]:
    return catalogue.profile_space().values.get(key, ())


def label_of(thing_label: Label, language: str, otherwise: str = "") -> str:
    return words(language).label(thing_label) or otherwise


def value_choices(which: Attribute, language: str, only: tuple[str, ...] = ()) -> list[Choice]:
    values = [value for value in which.values if not only or value.key in only]
    return [(value.key, label_of(value.label, language, value.key)) for value in values]


def verdict_choices(language: str) -> list[Choice]:
    """The answers a rule can give about one status, from a right to enter to not meant."""
    return [(str(verdict), words(language).verdict(verdict)) for verdict in Verdict]
