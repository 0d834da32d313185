"""Situations as numbers: which attributes matter, what effects do to them, which values a condition allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from staffelstab.engine.check.kernel.tables import Bools, Ints
from staffelstab.engine.model import Attribute, Condition, Effect, Offer, Pathway


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

    @cached_property
    def _told(self) -> dict[int, dict[str, str]]:
        return {}

    def situation(self, x: int) -> Mapping[str, str]:
        """Attribute → value; those that stories ask for are kept, for many stories lead through the same few."""
        if x not in self._told:
            digits = self.digits[x].tolist()
            self._told[x] = {a.key: a.values[d].key for a, d in zip(self.attributes, digits, strict=True)}
        return self._told[x]

    def holds(self, condition: Condition) -> Bools:
        """(X,) whether the value part of a condition holds."""
        holds = np.ones(len(self), dtype=np.bool_)
        for column, attribute in enumerate(self.attributes):
            if attribute.key in condition.values:
                holds &= allowed_values(attribute, condition)[self.digits[:, column]]
        return holds

    def bits(self, conditions: Sequence[Condition]) -> npt.NDArray[np.uint64]:
        """(X, W) bit r of the words: the values of the situation satisfy condition r."""
        words = max(1, (len(conditions) + 63) // 64)
        result = np.full((len(self), words), ~np.uint64(0), dtype=np.uint64)
        for column, attribute in enumerate(self.attributes):
            allowed = np.zeros((len(attribute.values), words * 64), dtype=np.bool_)
            for r, condition in enumerate(conditions):
                allowed[:, r] = allowed_values(attribute, condition)
            packed = np.packbits(allowed, axis=1, bitorder="little").view(np.uint64)
            result &= packed[self.digits[:, column]]
        return result


def allowed_values(attribute: Attribute, condition: Condition) -> Bools:
    """(values,) whether a condition allows each value of an attribute."""
    named = condition.values.get(attribute.key)
    if named is None:
        return np.ones(len(attribute.values), dtype=np.bool_)
    return np.array([v.key in named for v in attribute.values], dtype=np.bool_)


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
