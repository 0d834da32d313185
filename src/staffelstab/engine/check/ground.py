"""What no month, reading or transition touches: the situations that can occur and where outcomes lead.

Situations are those that entries and outcomes can lead to through doors whose values fit, whatever the grade of the
rule, its months and the transitions: all that any reading, date or transition could ever lead to, and little more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from staffelstab.engine.check.kernel.explore import Doors, Words, explore, tabulate
from staffelstab.engine.check.kernel.tables import Bools, Ints
from staffelstab.engine.check.limits import MOST_ENTRIES, MOST_SITUATIONS
from staffelstab.engine.check.situations import Space, allowed_values, digits_of, effect_map, standings
from staffelstab.engine.errors import InputError, Problem
from staffelstab.engine.model import (
    ADMITTED,
    CERTAINTY,
    AccessRule,
    Attribute,
    Condition,
    Effect,
    Offer,
    Outcome,
)

NO_OUTCOME = Outcome(key="")
_MOST_LENIENT = max(ADMITTED.values())


def grade(offer: Offer, rule: AccessRule) -> int:
    """How sure a door is: the verdict's grade, at least 1 when a sentence of the offer cannot be judged."""
    return max(CERTAINTY[rule.verdict], 1 if offer.conditions else 0)


def rules_of(offer: Offer) -> list[AccessRule]:
    """The rules that some reading admits; of two that open together the surer one counts, so it comes first."""
    admitted = [rule for rule in offer.access if grade(offer, rule) <= _MOST_LENIENT]
    return sorted(admitted, key=partial(grade, offer))


def outcomes_of(offer: Offer) -> tuple[Outcome, ...]:
    return offer.outcomes or (NO_OUTCOME,)


@dataclass(frozen=True)
class Content:
    """All that the ground depends on. rules, outcomes: one entry per station; entry: positions per attribute."""

    attributes: tuple[Attribute, ...]
    entry: tuple[tuple[int, ...], ...]
    rules: tuple[tuple[Condition, ...], ...]
    outcomes: tuple[tuple[tuple[Effect, ...], ...], ...]
    goals: tuple[Condition, ...]


@dataclass(frozen=True)
class Ground:
    """Situations X, rules D of all grades (station by station, the surer first), outcomes O.

    rule_bits (X, W): bit d of the words, the values of the situation satisfy rule d. next_x (X, O): −1 where an outcome
    does not apply or no rule of its station fits. goal (X,), progress (X, O), standing (X, A) as in the tables.
    """

    content: Content
    space: Space
    goal: Bools
    rule_bits: Words
    next_x: Ints
    progress: Bools
    standing: Ints


def ground_content(
    attributes: tuple[Attribute, ...],
    entry: Sequence[Sequence[int]],
    offers: Sequence[Offer],
    goals: tuple[Condition, ...],
) -> Content:
    return Content(
        attributes,
        tuple(tuple(positions) for positions in entry),
        tuple(tuple(rule.when for rule in rules_of(offer)) for offer in offers),
        tuple(tuple(outcome.effects for outcome in outcomes_of(offer)) for offer in offers),
        goals,
    )


def lay_ground(content: Content) -> Ground:
    """Find the situations and tabulate them. Raises InputError when the scales have too many combinations."""
    sizes = [len(a.values) for a in content.attributes]
    found = math.prod(sizes)
    _refuse_more_than(MOST_SITUATIONS, found)
    doors = _doors(content, sizes)
    known = np.zeros(found, dtype=np.uint8)
    explore(doors, _entry_codes(content, doors.strides), known, np.empty(found, dtype=np.int32))
    codes = np.flatnonzero(known).astype(np.int32)
    looked_up = len(sizes) + sum(map(len, content.rules)) + sum(map(len, content.outcomes))
    _refuse_more_than(MOST_ENTRIES // looked_up, len(codes))
    index_of = np.full(found, -1, dtype=np.int32)
    index_of[codes] = np.arange(len(codes), dtype=np.int32)
    digits = digits_of(codes, content.attributes, doors.strides)
    return _tabulated(content, doors, Space(content.attributes, doors.strides, codes, digits, index_of))


def _refuse_more_than(maximum: int, found: int) -> None:
    """Rather a clear answer than a machine without memory."""
    if found > maximum:
        arguments = {"count": str(found), "maximum": str(maximum)}
        raise InputError([Problem("too-many-situations", ("attributes",), arguments)])


def _tabulated(content: Content, doors: Doors, space: Space) -> Ground:
    goal = np.zeros(len(space), dtype=np.bool_)
    for condition in content.goals:
        goal |= space.holds(condition)
    standing = standings(space.attributes, space.digits)
    shape = (len(space), int(doors.offer_outcomes[-1]))
    next_x, progress = np.full(shape, -1, dtype=np.int32), np.zeros(shape, dtype=np.bool_)
    bits = np.empty((len(space), doors.allowed.shape[2]), dtype=np.uint64)

    def job(begin: int, end: int) -> None:
        tabulate(doors, space.codes, space.index_of, standing, goal, begin, end, bits, next_x, progress)

    half = len(space) // 2
    with ThreadPoolExecutor(1) as other:
        waiting = other.submit(job, half, len(space))
        job(0, half)
        waiting.result()
    return Ground(content, space, goal, bits, next_x, progress, standing)


def _entry_codes(content: Content, strides: Ints) -> Ints:
    codes = np.zeros(1, dtype=np.int32)
    for positions, stride in zip(content.entry, strides, strict=True):
        codes = (codes[:, None] + np.array(positions, dtype=np.int32)[None, :] * stride).reshape(-1)
    return codes.astype(np.int32)


def _doors(content: Content, sizes: Sequence[int]) -> Doors:
    column = {attribute.key: i for i, attribute in enumerate(content.attributes)}
    outcomes = [outcome for of_station in content.outcomes for outcome in of_station]
    effects = [effect for outcome in outcomes for effect in outcome]
    to = np.full((len(effects), max(sizes, default=1)), -1, dtype=np.int32)
    for e, effect in enumerate(effects):
        attribute = content.attributes[column[effect.attribute]]
        to[e, : len(attribute.values)] = effect_map(effect, attribute)
    return Doors(
        sizes=np.array(sizes, dtype=np.int32),
        strides=np.array([math.prod(sizes[i + 1 :]) for i in range(len(sizes))], dtype=np.int32),
        allowed=_allowed_words(content, max(sizes, default=1)),
        station_rules=_station_words(content),
        offer_outcomes=_begins([len(of_station) for of_station in content.outcomes]),
        outcome_effects=_begins([len(outcome) for outcome in outcomes]),
        effect_column=np.array([column[e.attribute] for e in effects], dtype=np.int32),
        effect_to=to,
    )


def _begins(sizes: Sequence[int]) -> Ints:
    begins: Ints = np.concatenate([[0], np.cumsum(np.array(sizes, dtype=np.int64))]).astype(np.int32)
    return begins


def _words(content: Content) -> int:
    return max(1, -(-sum(len(of_station) for of_station in content.rules) // 64))


def _packed(flags: Bools) -> Words:
    """(n, 64 × W) flags as words, bit by bit."""
    return np.packbits(flags, axis=-1, bitorder="little").view(np.uint64)


def _allowed_words(content: Content, most_values: int) -> Words:
    allowed = np.zeros((len(content.attributes), most_values, 64 * _words(content)), dtype=np.bool_)
    conditions = [when for of_station in content.rules for when in of_station]
    for a, attribute in enumerate(content.attributes):
        allowed[a, : len(attribute.values)] = True
        for d, condition in enumerate(conditions):
            if attribute.key in condition.values:
                allowed[a, : len(attribute.values), d] = allowed_values(attribute, condition)
    return _packed(allowed)


def _station_words(content: Content) -> Words:
    flags = np.zeros((len(content.rules), 64 * _words(content)), dtype=np.bool_)
    begins = _begins([len(of_station) for of_station in content.rules])
    for station in range(len(content.rules)):
        flags[station, begins[station] : begins[station + 1]] = True
    return _packed(flags)
