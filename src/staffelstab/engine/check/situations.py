"""Situations as numbers: which attributes matter, what outcomes do to them, which situations can occur."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from staffelstab.engine.check.limits import MOST_SITUATIONS
from staffelstab.engine.check.tables import Bools, Ints
from staffelstab.engine.errors import InputError, Problem
from staffelstab.engine.model import Attribute, Condition, Effect, Offer, Outcome, Pathway


@dataclass(frozen=True)
class Space:
    """The situations that can occur.

    codes (X,): numbers of the combinations, ascending. digits (X, A): value positions.
    index_of (all combinations,): number of a combination → situation, −1 = never.
    strides (A,): a combination's number is the sum of positions times strides.
    """

    attributes: tuple[Attribute, ...]
    strides: Ints
    codes: Ints
    digits: Ints
    index_of: Ints

    def __len__(self) -> int:
        return len(self.digits)

    def holds(self, condition: Condition) -> Bools:
        """(X,) whether the value part of a condition holds."""
        holds = np.ones(len(self), dtype=np.bool_)
        for column, attribute in enumerate(self.attributes):
            if attribute.key in condition.values:
                holds &= _allowed(attribute, condition)[self.digits[:, column]]
        return holds

    def bits(self, conditions: Sequence[Condition]) -> npt.NDArray[np.uint64]:
        """(X, W) bit r of the words: the values of the situation satisfy condition r."""
        words = max(1, (len(conditions) + 63) // 64)
        result = np.full((len(self), words), ~np.uint64(0), dtype=np.uint64)
        for column, attribute in enumerate(self.attributes):
            allowed = np.zeros((len(attribute.values), words * 64), dtype=np.bool_)
            for r, condition in enumerate(conditions):
                allowed[:, r] = _allowed(attribute, condition)
            packed = np.packbits(allowed, axis=1, bitorder="little").view(np.uint64)
            result &= packed[self.digits[:, column]]
        return result

    def after(self, outcome: Outcome) -> Ints:
        """(X,) situation after an outcome, −1 where it does not apply."""
        codes = outcome_codes(outcome, self.attributes, self.strides, self.codes)
        return np.where(codes >= 0, self.index_of[codes], -1).astype(np.int32)


def _allowed(attribute: Attribute, condition: Condition) -> Bools:
    """(values,) whether a condition allows each value of an attribute."""
    named = condition.values.get(attribute.key)
    if named is None:
        return np.ones(len(attribute.values), dtype=np.bool_)
    return np.array([v.key in named for v in attribute.values], dtype=np.bool_)


def find_space(
    attributes: tuple[Attribute, ...], entry: Sequence[Sequence[int]], outcomes: Sequence[Outcome]
) -> Space:
    """All situations that the entry positions (per attribute) and the outcomes can lead to.

    Raises InputError when the scales have more combinations than can be held.
    """
    sizes = [len(a.values) for a in attributes]
    combinations = math.prod(sizes)
    if combinations > MOST_SITUATIONS:
        arguments = {"count": str(combinations), "maximum": str(MOST_SITUATIONS)}
        raise InputError([Problem("too-many-situations", ("attributes",), arguments)])
    strides = np.array([math.prod(sizes[i + 1 :]) for i in range(len(sizes))], dtype=np.int32)
    codes = np.zeros(1, dtype=np.int32)
    for positions, stride in zip(entry, strides, strict=True):
        codes = (codes[:, None] + np.array(positions, dtype=np.int32)[None, :] * stride).reshape(-1)
    codes = reachable(codes.astype(np.int32), outcomes, attributes, strides)
    index_of = np.full(combinations, -1, dtype=np.int32)
    index_of[codes] = np.arange(len(codes), dtype=np.int32)
    return Space(attributes, strides, codes, digits_of(codes, attributes, strides), index_of)


def used_attributes(pathway: Pathway, offers: Sequence[Offer]) -> tuple[Attribute, ...]:
    """Attributes that some condition, effect, clock or goal asks for; the others cannot matter."""
    named: set[str] = set()
    for offer in offers:
        for rule in offer.access:
            named.update(rule.when.values)
        for outcome in offer.outcomes:
            named.update(e.attribute for e in outcome.effects)
    for transition in pathway.concept.transitions:
        named.update(transition.when.values)
    for goal in pathway.concept.goals:
        named.update(goal.when.values)
    named.update(c.attribute for c in pathway.scales.clocks if c.attribute)
    return tuple(a for a in pathway.scales.attributes if a.key in named)


def effect_map(effect: Effect, attribute: Attribute) -> list[int]:
    """Position after the effect for each position before; −1 where the effect does not apply."""
    to = attribute.index(effect.to)
    size = len(attribute.values)
    if attribute.kind == "unordered":
        source = None if effect.source is None else attribute.index(effect.source)
        return [to if source in (None, v) else -1 for v in range(size)]
    if effect.source is None:
        return [max(v, to) for v in range(size)]
    source = attribute.index(effect.source)
    return [to if source <= v < to else -1 for v in range(size)]


def outcome_codes(outcome: Outcome, attributes: Sequence[Attribute], strides: Ints, codes: Ints) -> Ints:
    """(codes,) combination number after the outcome, −1 where it does not apply."""
    position = {a.key: i for i, a in enumerate(attributes)}
    after, applies = codes.copy(), np.ones(len(codes), dtype=np.bool_)
    for effect in outcome.effects:
        column = position[effect.attribute]
        table = np.array(effect_map(effect, attributes[column]), dtype=np.int32)
        now = (after // strides[column]) % len(table)
        applies &= table[now] >= 0
        after += (np.where(table >= 0, table, 0)[now] - now) * strides[column]
    return np.where(applies, after, -1).astype(np.int32)


def reachable(
    entry: Ints, outcomes: Sequence[Outcome], attributes: Sequence[Attribute], strides: Ints
) -> Ints:
    """All combination numbers that entries or outcomes can lead to, ascending."""
    known = frontier = np.unique(entry)
    distinct = list({o.effects: o for o in outcomes if o.effects}.values())
    while len(frontier):
        reached = [outcome_codes(o, attributes, strides, frontier) for o in distinct]
        found = np.unique(np.concatenate([*reached, np.empty(0, dtype=np.int32)]))
        frontier = np.setdiff1d(found[found >= 0], known)
        known = np.union1d(known, frontier)
    return known.astype(np.int32)


def digits_of(codes: Ints, attributes: Sequence[Attribute], strides: Ints) -> Ints:
    sizes = np.array([len(a.values) for a in attributes], dtype=np.int32)
    digits: Ints = ((codes[:, None] // strides[None, :]) % sizes[None, :]).astype(np.int32)
    return digits


def standings(attributes: Sequence[Attribute], digits: Ints) -> Ints:
    """(X, A) what progress is measured by; −1 where a value has no rank."""
    columns = [
        np.array(
            [-1 if (rank := a.standing(v)) is None else rank for v in range(len(a.values))], dtype=np.int32
        )
        for a in attributes
    ]
    standing = np.empty(digits.shape, dtype=np.int32)
    for i, ranks in enumerate(columns):
        standing[:, i] = ranks[digits[:, i]]
    return standing


def progress_table(next_x: Ints, standing: Ints, goal: Bools, changed: Sequence[Sequence[int]]) -> Bools:
    """(X, O) an outcome raises something and lowers nothing, or reaches a goal.

    `changed`: per outcome the columns of `standing` that it can change.
    """
    result = np.zeros(next_x.shape, dtype=np.bool_)
    for column, after in enumerate(next_x.T):
        applies = after >= 0
        there = np.where(applies, after, 0)
        higher, lower = np.zeros(len(there), dtype=np.bool_), np.zeros(len(there), dtype=np.bool_)
        for a in changed[column]:
            old, new = standing[:, a], standing[there, a]
            comparable = (old >= 0) & (new >= 0)
            higher |= comparable & (new > old)
            lower |= comparable & (new < old)
        result[:, column] = applies & ((higher & ~lower) | goal[there])
    return result
