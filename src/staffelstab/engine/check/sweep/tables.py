"""From a pathway and a question to the arrays of the sweep, months left aside."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import numpy as np

from staffelstab.engine.check.compile import STRENGTH, entry_values, offer_period
from staffelstab.engine.check.finding import Question
from staffelstab.engine.check.ground import grade, outcomes_of
from staffelstab.engine.check.situations import allowed_values, effect_map, used_attributes
from staffelstab.engine.check.sweep.towns import Land
from staffelstab.engine.check.sweep.words import NOT, AnyInts, Bools, Ints
from staffelstab.engine.errors import InputError, Problem
from staffelstab.engine.model import ADMITTED, Attribute, Condition, Effect, Kind, Offer, Pathway, Period

MOST_SWEPT = 2_000_000
"""Combinations of all scales that are swept at most; each takes some hundred bytes."""
_FIRST_HALF = 0.5
T = TypeVar("T")


@dataclass(frozen=True)
class Situations:
    """All X combinations of the values of the attributes that something asks for.

    digits (X, A): value positions; goal, entry (X,); order (X,): situations block by block; blocks (B+1,): where each
    block begins in `order`. strides (A,): a situation's number is the sum of positions times strides.
    """

    attributes: tuple[Attribute, ...]
    strides: tuple[int, ...]
    digits: AnyInts
    goal: Bools
    entry: Bools
    order: Ints
    blocks: Ints

    @property
    def largest_block(self) -> int:
        return int(np.diff(self.blocks).max(initial=0))

    def number(self, values: Mapping[str, str]) -> int:
        """Of the situation with these values; attributes that nothing asks for are passed over."""
        pairs = zip(self.attributes, self.strides, strict=True)
        return sum(a.index(values[a.key]) * stride for a, stride in pairs)


@dataclass(frozen=True)
class SweepTables:
    """`groups` (G, X): the situations of each target group."""

    offers: tuple[Offer, ...]
    situations: Situations
    land: Land
    groups: Bools


class _Station(NamedTuple):
    """Numbers of the conditions of the rules; per outcome the effects as (column, number of the change)."""

    rules: tuple[int, ...]
    outcomes: tuple[tuple[tuple[int, int], ...], ...]


def sweep_tables(pathway: Pathway, question: Question) -> SweepTables:
    """Arrays for the question's date, reading and transitions. Raises InputError when the scales are too large."""
    by_key = {offer.key: offer for offer in pathway.offers}
    offers = tuple(by_key[key] for key in pathway.concept.stations)
    attributes = used_attributes(pathway, offers)
    sizes = [len(a.values) for a in attributes]
    if (found := math.prod(sizes)) > MOST_SWEPT:
        arguments = {"count": str(found), "maximum": str(MOST_SWEPT)}
        raise InputError([Problem("too-many-situations", ("attributes",), arguments)])
    book = _Book(pathway, attributes)
    stations = [_station(pathway, question, offer, book) for offer in offers]
    edges = _edges(pathway, question, {o.key: i for i, o in enumerate(offers)}, book)
    digits = _every_combination(sizes, np.int16 if max(sizes, default=0) < 1 << 15 else np.int32)
    situations = _situations(pathway, question, book, digits, _orders(attributes, stations, book))
    return SweepTables(
        offers,
        situations,
        _land(pathway, offers, book, stations, edges),
        np.array([book.fits(g, digits) for g in edges.groups], dtype=np.bool_).reshape(-1, found),
    )


class _Book:
    """Conditions and effects by number; those that say the same have the same number."""

    def __init__(self, pathway: Pathway, attributes: tuple[Attribute, ...]) -> None:
        self.attributes = attributes
        self.column = {a.key: i for i, a in enumerate(attributes)}
        self.strides = tuple(
            math.prod(len(b.values) for b in attributes[i + 1 :]) for i in range(len(attributes))
        )
        self.since = {c.key: c for c in pathway.scales.clocks if c.kind == "since"}
        self.most_values = max((len(a.values) for a in attributes), default=1)
        self.allows: list[Bools] = []
        self.changes: list[list[int]] = []
        self._conditions: dict[object, int] = {}
        self._effects: dict[Effect, tuple[int, int]] = {}

    def condition(self, when: Condition) -> int:
        """A since-clock that is asked for must run; fixed clocks and days are left aside."""
        running = tuple(key for key in when.clocks if key in self.since)
        content = (tuple(when.values.items()), running)
        if content not in self._conditions:
            self._conditions[content] = len(self.allows)
            allows = np.zeros((len(self.attributes), self.most_values), dtype=np.bool_)
            for a, attribute in enumerate(self.attributes):
                allows[a, : len(attribute.values)] = allowed_values(attribute, when)
            for clock in (self.since[key] for key in running):
                runs = Condition({clock.attribute or "": clock.values})
                column = self.column[clock.attribute or ""]
                size = len(self.attributes[column].values)
                allows[column, :size] &= allowed_values(self.attributes[column], runs)
            self.allows.append(allows)
        return self._conditions[content]

    def effect(self, effect: Effect) -> tuple[int, int]:
        """Column and number of the change of a situation's number."""
        if effect not in self._effects:
            column = self.column[effect.attribute]
            after = effect_map(effect, self.attributes[column])
            change = [NOT if to < 0 else (to - v) * self.strides[column] for v, to in enumerate(after)]
            self._effects[effect] = column, len(self.changes)
            self.changes.append(change + [NOT] * (self.most_values - len(change)))
        return self._effects[effect]

    def fits(self, condition: int, digits: AnyInts) -> Bools:
        """(X,) whether the values of each situation meet a condition."""
        holds = np.ones(len(digits), dtype=np.bool_)
        for a in range(len(self.attributes)):
            holds &= self.allows[condition][a][digits[:, a]]
        return holds


def _station(pathway: Pathway, question: Question, offer: Offer, book: _Book) -> _Station:
    """Its doors on the date and from then on: what has ended opens no more."""

    def lasts(period: Period) -> bool:
        return period.valid_to is None or period.valid_to >= question.date

    admitted = ADMITTED[question.reading]
    rules: tuple[int, ...] = ()
    if lasts(offer_period(pathway, offer)):
        doors = (r for r in offer.access if grade(offer, r) <= admitted and lasts(r.period))
        rules = tuple(dict.fromkeys(book.condition(rule.when) for rule in doors))
    outcomes = tuple(tuple(book.effect(e) for e in outcome.effects) for outcome in outcomes_of(offer))
    return _Station(rules, outcomes)


class _Edges(NamedTuple):
    """Transitions by origin: target and target group of each; groups: numbers of their conditions."""

    by_origin: list[list[tuple[int, int]]]
    groups: list[int]


def _edges(pathway: Pathway, question: Question, position: Mapping[str, int], book: _Book) -> _Edges:
    by_origin: list[list[tuple[int, int]]] = [[] for _ in position]
    groups: dict[int, int] = {}
    for transition in pathway.concept.transitions:
        if STRENGTH[transition.state] < STRENGTH[question.transitions]:
            continue
        origin, target = position.get(transition.origin), position.get(transition.target)
        if origin is None or target is None:
            continue
        group = -1
        if transition.when.values or transition.when.clocks:
            group = groups.setdefault(book.condition(transition.when), len(groups))
        by_origin[origin].append((target, group))
    return _Edges(by_origin, list(groups))


def _orders(attributes: Sequence[Attribute], stations: Iterable[_Station], book: _Book) -> list[Ints]:
    """Per attribute (values,): number of each value's component; effects never lead to a lower one."""
    follows = [np.eye(len(a.values), dtype=np.bool_) for a in attributes]
    for rules, effects in {(s.rules, e) for s in stations for outcome in s.outcomes for e in outcome}:
        column, number = effects
        for value in range(len(attributes[column].values)):
            change = book.changes[number][value]
            if change not in (0, NOT) and any(book.allows[rule][column, value] for rule in rules):
                follows[column][value, value + change // book.strides[column]] = True
    return [_components(matrix) for matrix in follows]


def _components(follows: Bools) -> Ints:
    """(n,) strongly connected components, numbered so that edges lead upwards."""
    for k in range(len(follows)):
        follows = follows | (follows[:, k : k + 1] & follows[k : k + 1])
    lowest = (follows & follows.T).argmax(axis=1)  # whoever leads further stands in front
    keys = [(-int(follows[v].sum()), int(lowest[v])) for v in range(len(follows))]
    numbers = {key: i for i, key in enumerate(sorted(set(keys)))}
    return np.array([numbers[key] for key in keys], dtype=np.int32)


def _situations(
    pathway: Pathway, question: Question, book: _Book, digits: AnyInts, orders: Sequence[Ints]
) -> Situations:
    goal, entry = np.zeros(len(digits), dtype=np.bool_), np.ones(len(digits), dtype=np.bool_)
    for wanted in pathway.concept.goals:
        goal |= book.fits(book.condition(Condition(wanted.when.values)), digits)
    block = np.zeros(len(digits), dtype=np.int64)
    for column, attribute in enumerate(book.attributes):
        values = [attribute.index(v) for v in entry_values(pathway, question, attribute)]
        entry &= np.isin(digits[:, column], values)
        component = orders[column]
        block = block * (int(component.max(initial=0)) + 1) + component[digits[:, column]]
    order = np.argsort(block, kind="stable").astype(np.int32)
    ends = np.flatnonzero(np.diff(block[order], append=-1)) + 1
    blocks = np.concatenate([[0], ends]).astype(np.int32)
    return Situations(book.attributes, book.strides, digits, goal, entry, order, blocks)


def _land(
    pathway: Pathway, offers: Sequence[Offer], book: _Book, stations: Sequence[_Station], edges: _Edges
) -> Land:
    outcomes = [outcome for station in stations for outcome in station.outcomes]
    effects = [effect for outcome in outcomes for effect in outcome]
    arrows = [arrow for of_origin in edges.by_origin for arrow in of_origin]
    high, low = _halves([len(a.values) for a in book.attributes])
    width = (len(book.attributes), book.most_values)
    entry_points = set(pathway.concept.entry_points)
    changes = np.array(book.changes, dtype=np.int32).reshape(-1, book.most_values)
    return Land(
        allows=np.array(book.allows, dtype=np.bool_).reshape(-1, *width),
        high=high,
        low=low,
        rules=_begins(stations, lambda s: len(s.rules)),
        condition=_ints(rule for station in stations for rule in station.rules),
        entry_points=np.array([offer.key in entry_points for offer in offers], dtype=np.bool_),
        edges=_begins(edges.by_origin, len),
        target=_ints(target for target, _ in arrows),
        group=_ints(group for _, group in arrows),
        moves=_begins(stations, lambda s: len(s.outcomes)),
        effects=_begins(outcomes, len),
        column=_ints(column for column, _ in effects),
        change=changes[_ints(number for _, number in effects)],
        measures=np.array([offer.kind is Kind.MEASURE for offer in offers], dtype=np.bool_),
    )


def _halves(sizes: Sequence[int]) -> tuple[Ints, Ints]:
    """The attributes cut in two, with about as many combinations on both sides: value positions of each."""
    products = list(itertools.accumulate(sizes, lambda a, b: a * b, initial=1))
    cut = next(i for i, found in enumerate(products) if found >= products[-1] ** _FIRST_HALF)

    return _every_combination(sizes[:cut], np.int32), _every_combination(sizes[cut:], np.int32)


def _every_combination(sizes: Sequence[int], kind: type[np.int16] | type[np.int32]) -> Any:
    """(product of sizes, sizes) the last column changes fastest."""
    found = np.indices(sizes).reshape(len(sizes), -1) if sizes else np.zeros((0, 1))
    return np.ascontiguousarray(found.T.astype(kind))


def _ints(numbers: Iterable[int]) -> Ints:
    return np.fromiter(numbers, dtype=np.int32)


def _begins(owners: Sequence[T], size: Callable[[T], int]) -> Ints:
    """(owners + 1,) where the rows of each owner begin."""
    return np.concatenate([[0], np.cumsum([size(owner) for owner in owners], dtype=np.int64)]).astype(
        np.int32
    )
