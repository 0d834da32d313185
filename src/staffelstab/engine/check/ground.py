"""What no month, reading or transition touches: the situations that can occur and where outcomes lead.

Situations are those that entries and outcomes can lead to through doors whose values fit, whatever the grade of the
rule, its months and the transitions: all that any reading, date or transition could ever lead to, and little more.
"""

from __future__ import annotations

import itertools
import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

import numpy as np

from staffelstab.engine.check.kernel.explore import Doors, Words, explore, tabulate
from staffelstab.engine.check.kernel.tables import Bools, Ints
from staffelstab.engine.check.limits import MOST_ENTRIES, MOST_SITUATIONS
from staffelstab.engine.check.situations import Space, allowed_values, digits_of, effect_map, standings
from staffelstab.engine.check.threads import cores, side_by_side
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
_FEWEST_SITUATIONS = 1 << 10
"""With fewer for each, a second core is not worth asking."""
_KEPT, _MOST_KEPT = 3, 1 << 23
"""How many grounds are kept for the next concept, and how large (entries) one of them may be."""


def grade(offer: Offer, rule: AccessRule) -> int:
    """How sure a door is: the verdict's grade, at least 1 when a sentence of the offer cannot be judged."""
    return max(CERTAINTY[rule.verdict], 1 if offer.conditions else 0)


GradedRules = tuple[tuple[int, AccessRule], ...]
"""Rules of a station with their grades, the surer first."""


def graded_rules(offer: Offer) -> GradedRules:
    """The rules that some reading admits; of two that open together the surer one counts, so it comes first."""
    graded = [(grade(offer, rule), rule) for rule in offer.access]
    return tuple(sorted((pair for pair in graded if pair[0] <= _MOST_LENIENT), key=itemgetter(0)))


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

    rule_bits (X, W): bit b of the words, the values of the situation satisfy all rules d with rule_bit (D,) b. next_x
    (X, O): −1 where an outcome does not apply or no rule of its station fits. goal (X,), progress (X, O), standing
    (X, A) as in the tables.
    """

    content: Content
    space: Space
    goal: Bools
    rule_bits: Words
    rule_bit: Ints
    next_x: Ints
    progress: Bools
    standing: Ints


def ground_content(
    attributes: tuple[Attribute, ...],
    entry: Sequence[Sequence[int]],
    offers: Sequence[Offer],
    graded: Sequence[GradedRules],
    goals: tuple[Condition, ...],
) -> Content:
    return Content(
        attributes,
        tuple(tuple(positions) for positions in entry),
        tuple(tuple(rule.when for _, rule in of_station) for of_station in graded),
        tuple(tuple(outcome.effects for outcome in outcomes_of(offer)) for offer in offers),
        goals,
    )


@dataclass(frozen=True)
class _Bed:
    """A ground in which no two stations are the same; which situations occur does not depend on how many are alike."""

    content: Content
    space: Space
    goal: Bools
    rule_bits: Words
    next_x: Ints
    progress: Bools
    standing: Ints


_known_beds: deque[_Bed] = deque(maxlen=_KEPT)


def lay_ground(content: Content) -> Ground:
    """Find the situations and tabulate them. Raises InputError when the scales have too many combinations.

    Stations with the same rules and outcomes are looked at once; what was laid last is kept for the next concept that
    asks for the same, such as a neighbouring district.
    """
    station_of = _alike(content)
    first = [station_of.index(n) for n in range(max(station_of, default=-1) + 1)]
    bare = replace(
        content,
        rules=tuple(content.rules[station] for station in first),
        outcomes=tuple(content.outcomes[station] for station in first),
    )
    bed = next((known for known in tuple(_known_beds) if known.content == bare), None) or _lay_bed(
        bare, content
    )
    _refuse_too_many_entries(content, len(bed.space))
    outcome_of = _spread_out([len(of_station) for of_station in bare.outcomes], station_of)
    is_same = len(first) == len(station_of)
    return Ground(
        content,
        bed.space,
        bed.goal,
        bed.rule_bits,
        _spread_out([len(of_station) for of_station in bare.rules], station_of),
        bed.next_x if is_same else np.ascontiguousarray(bed.next_x[:, outcome_of]),
        bed.progress if is_same else np.ascontiguousarray(bed.progress[:, outcome_of]),
        bed.standing,
    )


def _alike(content: Content) -> list[int]:
    """Per station the number of its kind: those whose rules and outcomes are the same objects are of one kind."""
    numbers: dict[tuple[tuple[int, ...], tuple[int, ...]], int] = {}
    return [
        numbers.setdefault((tuple(map(id, rules)), tuple(map(id, outcomes))), len(numbers))
        for rules, outcomes in zip(content.rules, content.outcomes, strict=True)
    ]


def _spread_out(sizes: Sequence[int], kinds: Sequence[int]) -> Ints:
    """The parts of each kind one after the other, numbered as they stand when every kind stands there once."""
    begins = _begins(sizes)
    return np.array([n for kind in kinds for n in range(begins[kind], begins[kind + 1])], dtype=np.int32)


def _lay_bed(content: Content, whole: Content) -> _Bed:
    sizes = [len(a.values) for a in content.attributes]
    found = math.prod(sizes)
    _refuse_more_than(MOST_SITUATIONS, found)
    doors = _doors(content, sizes)
    known = np.zeros(found, dtype=np.uint8)
    explore(doors, _entry_codes(content, doors.strides), known, np.empty(found, dtype=np.int32))
    codes = np.flatnonzero(known).astype(np.int32)
    _refuse_too_many_entries(whole, len(codes))
    index_of = np.full(found, -1, dtype=np.int32)
    index_of[codes] = np.arange(len(codes), dtype=np.int32)
    digits = digits_of(codes, content.attributes, doors.strides)
    bed = _tabulated(content, doors, Space(content.attributes, doors.strides, codes, digits, index_of))
    if bed.next_x.size <= _MOST_KEPT:
        _known_beds.append(bed)
    return bed


def _refuse_too_many_entries(content: Content, situations: int) -> None:
    looked_up = len(content.attributes) + sum(map(len, content.rules)) + sum(map(len, content.outcomes))
    _refuse_more_than(MOST_ENTRIES // looked_up, situations)


def _refuse_more_than(maximum: int, found: int) -> None:
    """Rather a clear answer than a machine without memory."""
    if found > maximum:
        arguments = {"count": str(found), "maximum": str(maximum)}
        raise InputError([Problem("too-many-situations", ("attributes",), arguments)])


def _tabulated(content: Content, doors: Doors, space: Space) -> _Bed:
    goal = np.zeros(len(space), dtype=np.bool_)
    for condition in content.goals:
        goal |= space.holds(condition)
    standing = standings(space.attributes, space.digits)
    shape = (len(space), int(doors.offer_outcomes[-1]))
    next_x, progress = np.full(shape, -1, dtype=np.int32), np.zeros(shape, dtype=np.bool_)
    bits = np.empty((len(space), doors.allowed.shape[2]), dtype=np.uint64)

    def job(begin: int, end: int) -> None:
        tabulate(doors, space.codes, space.index_of, standing, goal, begin, end, bits, next_x, progress)

    workers = max(1, min(cores(), len(space) // _FEWEST_SITUATIONS))
    bounds = [len(space) * n // workers for n in range(workers + 1)]
    parts = iter(list(itertools.pairwise(bounds)))

    def work() -> None:
        for begin, end in parts:
            job(begin, end)

    side_by_side(work, workers)
    return _Bed(content, space, goal, bits, next_x, progress, standing)


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
