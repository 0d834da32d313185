"""What a programme says, how sure we are, who says so, and from when to when it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Certainty(StrEnum):
    """How well a fact is backed by what could be read."""

    ESTABLISHED = "established"
    PARTLY = "partly"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Text:
    """One meaning in both languages of the program."""

    de: str
    en: str

    def in_language(self, language: str) -> str:
        return self.de if language.startswith("de") else self.en


@dataclass(frozen=True)
class Source:
    """Where a fact can be read. Papers without a public address carry None."""

    key: str
    title: str
    address: str | None


@dataclass(frozen=True)
class Period:
    """Days on which something holds, both ends included; no last day means: still valid."""

    first_day: date | None
    last_day: date | None

    def contains(self, day: date) -> bool:
        begun = self.first_day is None or self.first_day <= day
        return begun and (self.last_day is None or day <= self.last_day)

    def is_orderly(self) -> bool:
        return self.first_day is None or self.last_day is None or self.first_day <= self.last_day


@dataclass(frozen=True)
class Fact:
    """One statement of a programme."""

    key: str
    text: Text
    status: Certainty
    sources: tuple[Source, ...]
    validity: Period
    value: str | int | float | bool | None = None
    unit: str | None = None
    note: str | None = None

    @property
    def is_open(self) -> bool:
        return self.status is Certainty.UNKNOWN


def text_of(data: Mapping[str, str]) -> Text:
    return Text(de=data["de"], en=data["en"])


def day_of(data: str | None) -> date | None:
    return None if data is None else date.fromisoformat(data)


def period_of(data: Mapping[str, Any], otherwise: Period) -> Period:
    """The stated validity; an end that is not stated is taken from the whole the fact belongs to."""
    first_day = day_of(data["valid_from"]) if "valid_from" in data else otherwise.first_day
    last_day = day_of(data["valid_to"]) if "valid_to" in data else otherwise.last_day
    return Period(first_day, last_day)


def sources_of(data: Mapping[str, Mapping[str, Any]]) -> dict[str, Source]:
    return {key: Source(key, entry["title"], entry["address"]) for key, entry in data.items()}


def fact_of(data: Mapping[str, Any], sources: Mapping[str, Source], otherwise: Period) -> Fact:
    return Fact(
        key=data["key"],
        text=text_of(data["text"]),
        status=Certainty(data["status"]),
        sources=tuple(sources[key] for key in data["sources"]),
        validity=period_of(data, otherwise),
        value=data.get("value"),
        unit=data.get("unit"),
        note=data.get("note"),
    )
