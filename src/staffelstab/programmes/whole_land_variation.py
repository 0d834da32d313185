"""How the districts of the invented Land differ: as little as law allows, or each from every other.

Everything is drawn from a seed and names, by a digest: the same on every machine and in every version of Python.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from staffelstab.engine.model import Period, TransitionState
from staffelstab.programmes.reading import DATA, read_document

SETTLED_IN_PERCENT = 80
THERE_IN_PERCENT = 85
STARTS: tuple[tuple[int, ...], ...] = ((), (2, 8), (3, 9), (1, 5, 9), (4, 10))
STATES = (TransitionState.AGREED, TransitionState.AIMED, TransitionState.AIMED, TransitionState.POSSIBLE)
INVENTED_PERIODS = tuple(Period(dt.date(2025, 1, 1), dt.date(year, 12, 31)) for year in (2027, 2028))


@dataclass(frozen=True)
class Composition:
    """What of the catalogue the invented Land has twice or per part, and whose months do not vary (keys)."""

    regional_categories: frozenset[str]
    second_providers: frozenset[str]
    fixed_months: frozenset[str]


@cache
def composition() -> Composition:
    content = read_document(DATA / "whole_land.yaml", "whole-land-1.json").content
    names = ("regional_categories", "second_providers", "fixed_months")
    return Composition(*(frozenset(content[name]) for name in names))


def drawn(below: int, seed: int, *names: object) -> int:
    """A number 0 … below − 1 that seed and names decide."""
    text = "/".join(map(str, (seed, *names)))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) % below


class Variation(Protocol):
    """What is decided for a district (key), an entry of the catalogue, a part of the district and a provider."""

    def is_there(self, district: str, entry: str, part: str, provider: int) -> bool:
        """Asked only of what a district may lack: a module, a second provider."""
        ...

    def months(self, district: str, entry: str, part: str, provider: int, known: int) -> int: ...

    def start_months(
        self, district: str, entry: str, part: str, provider: int, known: Sequence[int]
    ) -> tuple[int, ...]: ...

    def part_of(self, district: str, place: str, number: int) -> int: ...

    def state(self, district: str, ends: tuple[str, str], parts: tuple[str, str]) -> TransitionState: ...

    def is_settled(self, district: str, ends: tuple[str, str], parts: tuple[str, str]) -> bool: ...

    def modules_period(self, district: str) -> Period: ...


@dataclass(frozen=True)
class AsRegulated:
    """Districts are alike: everything that the regular system knows is there, as the catalogue states it."""

    seed: int = 2026

    def is_there(self, district: str, entry: str, part: str, provider: int) -> bool:
        return True

    def months(self, district: str, entry: str, part: str, provider: int, known: int) -> int:
        return known

    def start_months(
        self, district: str, entry: str, part: str, provider: int, known: Sequence[int]
    ) -> tuple[int, ...]:
        return tuple(known)

    def part_of(self, district: str, place: str, number: int) -> int:
        return number % 3

    def state(self, district: str, ends: tuple[str, str], parts: tuple[str, str]) -> TransitionState:
        return TransitionState.AIMED

    def is_settled(self, district: str, ends: tuple[str, str], parts: tuple[str, str]) -> bool:
        return drawn(100, self.seed, "settled", *ends) < SETTLED_IN_PERCENT

    def modules_period(self, district: str) -> Period:
        return INVENTED_PERIODS[0]


@dataclass(frozen=True)
class AllDifferent:
    """No two districts are alike: modules and second providers, lengths, starts, parts and transitions are drawn."""

    seed: int

    def is_there(self, district: str, entry: str, part: str, provider: int) -> bool:
        is_optional = provider > 1 or entry.startswith("fb")
        return (
            not is_optional or self._drawn(100, "there", district, entry, part, provider) < THERE_IN_PERCENT
        )

    def months(self, district: str, entry: str, part: str, provider: int, known: int) -> int:
        if not part or not known or entry in composition().fixed_months:
            return known
        return max(1, known - 1 + self._drawn(3, "months", district, entry, part, provider))

    def start_months(
        self, district: str, entry: str, part: str, provider: int, known: Sequence[int]
    ) -> tuple[int, ...]:
        if known or not (part or provider > 1):
            return tuple(known)
        return STARTS[self._drawn(len(STARTS), "starts", district, entry, part, provider)]

    def part_of(self, district: str, place: str, number: int) -> int:
        return number if number < 3 else self._drawn(3, "part", district, place)

    def state(self, district: str, ends: tuple[str, str], parts: tuple[str, str]) -> TransitionState:
        return STATES[self._drawn(len(STATES), "state", district, *ends, *parts)]

    def is_settled(self, district: str, ends: tuple[str, str], parts: tuple[str, str]) -> bool:
        return self._drawn(100, "settled", district, *ends, *parts) < SETTLED_IN_PERCENT

    def modules_period(self, district: str) -> Period:
        return INVENTED_PERIODS[self._drawn(len(INVENTED_PERIODS), "period", district)]

    def _drawn(self, below: int, *names: object) -> int:
        return drawn(below, self.seed, *names)
