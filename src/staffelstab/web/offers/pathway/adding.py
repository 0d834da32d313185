"""May counts be added? Only when nobody can be in two of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from staffelstab.engine.errors import InputError
from staffelstab.engine.files import condition_from_document
from staffelstab.engine.model import ANYONE, ClockLimit, Condition
from staffelstab.web.offers.pathway.scales import scales

WHOLE_TERRITORY = ""


@dataclass(frozen=True)
class Addend:
    """One count. No places: the whole territory. `apart`: features beyond the condition; two different ones in the
    same position (both not empty) keep the groups apart, for example women and men."""

    name: str
    when: Mapping[str, Any]
    places: frozenset[str]
    apart: tuple[str, ...] = ()


@dataclass(frozen=True)
class Overlap:
    """Two counts in which the same people may be."""

    one: str
    other: str


def first_overlap(addends: Iterable[Addend]) -> Overlap | None:
    """Nothing means: proven, nobody is in two of these counts."""
    seen: dict[str, list[tuple[Addend, Condition]]] = defaultdict(list)
    for addend in addends:
        condition = _condition(addend.when)
        where = addend.places or {WHOLE_TERRITORY}
        meets = seen if not addend.places else {*where, WHOLE_TERRITORY}
        for place in meets:
            for earlier, other in seen.get(place, ()):
                if not _are_apart(addend, condition, earlier, other):
                    return Overlap(earlier.name, addend.name)
        for place in where:
            seen[place].append((addend, condition))
    return None


def are_apart(one: Addend, other: Addend) -> bool:
    """Nobody can be in both: by place, by feature, or by what keeps them apart beyond the condition."""
    if one.places and other.places and not one.places & other.places:
        return True
    return _are_apart(one, _condition(one.when), other, _condition(other.when))


def _are_apart(one: Addend, condition: Condition, other: Addend, others: Condition) -> bool:
    if any(a and b and a != b for a, b in zip(one.apart, other.apart, strict=True)):
        return True
    for key, allowed in condition.values.items():
        if key in others.values and not set(allowed) & set(others.values[key]):
            return True
    return any(
        key in others.clocks and not _meet(limit, others.clocks[key])
        for key, limit in condition.clocks.items()
    )


def _meet(one: ClockLimit, other: ClockLimit) -> bool:
    lows = [limit.minimum for limit in (one, other) if limit.minimum is not None]
    highs = [limit.maximum for limit in (one, other) if limit.maximum is not None]
    return not lows or not highs or max(lows) <= min(highs)


def _condition(when: Mapping[str, Any]) -> Condition:
    """A condition that cannot be read keeps nothing apart: then nothing is proven."""
    try:
        return condition_from_document(when, scales())
    except InputError:
        return ANYONE
