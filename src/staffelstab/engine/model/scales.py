"""Attributes (Merkmale) and clocks (Zeitzähler): what a situation is made of. Data of the file, never code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Label = Mapping[str, str]
"""Text per language, e.g. ``{"de": "Duldung", "en": "toleration"}``."""


@dataclass(frozen=True)
class Value:
    """One step of a scale. `rank` orders the values of an unordered attribute by legal position (None: no order)."""

    key: str
    label: Label = field(default_factory=dict)
    rank: int | None = None


@dataclass(frozen=True)
class Attribute:
    """A named finite scale.

    ordered: the values stand from low to high; moving up is progress, moving down a loss.
    unordered: moving to a value of higher `rank` is progress, to a lower rank a loss, to an equal or no rank
    neither.
    `groups` marks attributes by which gaps are told apart in findings (e.g. residence status).
    """

    key: str
    kind: Literal["ordered", "unordered"]
    values: tuple[Value, ...]
    label: Label = field(default_factory=dict)
    groups: bool = False

    def index(self, value: str) -> int:
        """Position of a value on the scale; KeyError when the scale does not have it."""
        for position, candidate in enumerate(self.values):
            if candidate.key == value:
                return position
        raise KeyError(value)

    def standing(self, position: int) -> int | None:
        """What progress is measured by: the position itself, or the rank of an unordered value."""
        return position if self.kind == "ordered" else self.values[position].rank


@dataclass(frozen=True)
class Clock:
    """Months that pass by themselves.

    fixed: runs from entry on and never stops (age, stay).
    since: months without a break in which `attribute` had one of `values` (e.g. months with a Duldung);
    `from_start` counts from the beginning of the step that set the value (a job), else from its end.
    """

    key: str
    kind: Literal["fixed", "since"]
    label: Label = field(default_factory=dict)
    attribute: str | None = None
    values: tuple[str, ...] = ()
    from_start: bool = False


@dataclass(frozen=True)
class Scales:
    """All attributes and clocks of a file, in the order in which situations list them."""

    attributes: tuple[Attribute, ...]
    clocks: tuple[Clock, ...] = ()

    def attribute(self, key: str) -> Attribute:
        for attribute in self.attributes:
            if attribute.key == key:
                return attribute
        raise KeyError(key)

    def clock(self, key: str) -> Clock:
        for clock in self.clocks:
            if clock.key == key:
                return clock
        raise KeyError(key)
