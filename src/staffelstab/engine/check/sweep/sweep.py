"""Who could get anywhere at all, months left aside: all situations of all places at once (docs/background/sweep.md)."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from staffelstab.engine.check.finding import Question
from staffelstab.engine.check.run import place_keys
from staffelstab.engine.check.sweep.backward import go_backward
from staffelstab.engine.check.sweep.forward import go_forward
from staffelstab.engine.check.sweep.tables import SweepTables, sweep_tables
from staffelstab.engine.check.sweep.towns import open_stations, outcomes_of_all, transitions_among
from staffelstab.engine.check.sweep.words import (
    CIRCLES,
    KNOWN,
    LEADS_ON,
    REACHED,
    SETS,
    STARTED,
    STATES,
    STOPS,
    STUCK,
    Answers,
    AnyInts,
    Bools,
    Desk,
    Ints,
    Longs,
    States,
    Town,
    Words,
)
from staffelstab.engine.model import Attribute, Pathway

NUMBERS = (
    "reached",
    "leads_on",
    "stops",
    "circles",
    "stuck",
    "with_way",
    "all_steps",
    "may_stop",
    "may_circle",
)
"""Columns of `Sweep.numbers`: of states up to stuck (leads_on: to a goal), then of entries. with_way: not at a goal and
with a way to one; all_steps: the sum of their fewest steps."""
_MORE_STEPS = (np.uint8, np.uint16)


@dataclass(frozen=True)
class SweptArea:
    """Places (keys) that are served by the same stations (keys, in the order of the concept)."""

    places: tuple[str, ...]
    stations: tuple[str, ...]


@dataclass(frozen=True)
class SweptStates:
    """All states of one area: X situations, row 0 the start, row i + 1 the i-th station of the area.

    reached, stops, circles, stuck (X, rows): yes or no. started (X, rows): somebody there starts the station.
    steps (X, rows): fewest steps to a goal, −1 = no way or not reached.
    """

    area: SweptArea
    reached: Bools
    started: Bools
    steps: Ints
    stops: Bools
    circles: Bools
    stuck: Bools


@dataclass(frozen=True)
class Sweep:
    """The answer for all X combinations of values of A attributes, per area (in the order of their first places).

    digits (X, A): value positions. entry (X,): a profile can begin like this. goal (X,). steps (areas, X): fewest steps
    from the start to a goal, 0 = is there, −1 = no way, or no entry. may_stop, may_circle (areas, X), of entries.
    numbers (areas, 9): sums, see NUMBERS. largest_block: 1 = one pass was enough.
    """

    pathway: Pathway
    question: Question
    areas: tuple[SweptArea, ...]
    steps: Ints
    may_stop: Bools
    may_circle: Bools
    numbers: Longs
    tables: SweepTables

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        return self.tables.situations.attributes

    @property
    def digits(self) -> AnyInts:
        return self.tables.situations.digits

    @property
    def entry(self) -> Bools:
        return self.tables.situations.entry

    @property
    def goal(self) -> Bools:
        return self.tables.situations.goal

    @property
    def largest_block(self) -> int:
        return self.tables.situations.largest_block

    @property
    def one_pass(self) -> bool:
        return self.largest_block <= 1

    def number(self, name: str) -> int:
        """Sum over all places of a column of NUMBERS. Raises ValueError for another name."""
        places = np.array([len(area.places) for area in self.areas], dtype=np.int64)
        return int(self.numbers[:, NUMBERS.index(name)] @ places)

    def situation(self, values: Mapping[str, str]) -> int:
        """Number of the situation with these values (attribute → value). Raises KeyError when one is missing."""
        return self.tables.situations.number(values)

    def area_of(self, place: str) -> int:
        """Number of the area of a place. Raises KeyError when the question does not ask about it."""
        return self._area_of[place]

    @cached_property
    def _area_of(self) -> dict[str, int]:
        return {place: number for number, area in enumerate(self.areas) for place in area.places}

    def fewest_steps(self, place: str, values: Mapping[str, str]) -> int | None:
        """From the start in this situation to a goal; None = there is no way, whatever the months."""
        steps = int(self.steps[self.area_of(place), self.situation(values)])
        return None if steps < 0 else steps

    def states(self, area: int) -> SweptStates:
        """Every state of one area; worked out again when asked for, a few milliseconds."""
        return _all_states(self.tables, self.areas[area], self.entry)

    def stations_from(self, place: str, values: Mapping[str, str]) -> tuple[str, ...]:
        """Keys of the stations that somebody who begins in this situation could ever start."""
        entry = np.zeros_like(self.entry)
        entry[self.situation(values)] = True
        area = self.areas[self.area_of(place)]
        started: Bools = np.logical_or.reduce(_all_states(self.tables, area, entry).started, axis=0)
        return tuple(key for key, is_started in zip(area.stations, started[1:], strict=True) if is_started)


def sweep(pathway: Pathway, question: Question, *, threads: int | None = None) -> Sweep:
    """Sweep all places of the question; `threads`: as many as there are cores. The pathway must be valid.

    Raises InputError when the scales have too many combinations, OverflowError when a way needs more than 65,534 steps.
    """
    tables = sweep_tables(pathway, question)
    areas = find_areas(tables, place_keys(pathway, question))
    shape = (len(areas), len(tables.situations.digits))
    found = Sweep(
        pathway,
        question,
        areas,
        np.empty(shape, dtype=np.int32),
        np.empty(shape, dtype=np.bool_),
        np.empty(shape, dtype=np.bool_),
        np.zeros((len(areas), len(NUMBERS)), dtype=np.int64),
        tables,
    )
    sweep_areas(found, threads or os.cpu_count() or 1)
    return found


def sweep_areas(found: Sweep, threads: int) -> None:
    """Fill in the answers of all areas; they know nothing of each other."""

    def work(numbers: Sequence[int]) -> None:
        broom = _Broom(found.tables, found.entry)
        for number in numbers:
            told = Answers(
                found.steps[number],
                found.may_stop[number],
                found.may_circle[number],
                found.numbers[number],
            )
            broom.sweep(found.areas[number], told)

    shares = [range(i, len(found.areas), threads) for i in range(threads)]
    if threads == 1:
        work(shares[0])
        return
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, shares))


def find_areas(tables: SweepTables, places: Sequence[str]) -> tuple[SweptArea, ...]:
    """Places gathered by the stations that serve them, in the order of the file."""
    serving: dict[str, list[int]] = {place: [] for place in places}
    for number, offer in enumerate(tables.offers):
        for place in serving if offer.territory is None else offer.territory:
            if place in serving:
                serving[place].append(number)
    gathered: dict[tuple[int, ...], list[str]] = {}
    for place, stations in serving.items():
        gathered.setdefault(tuple(dict.fromkeys(stations)), []).append(place)
    return tuple(
        SweptArea(tuple(keys), tuple(tables.offers[s].key for s in stations))
        for stations, keys in gathered.items()
    )


class _Broom:
    """Room for one area at a time, and the passes over it."""

    def __init__(self, tables: SweepTables, entry: Bools) -> None:
        self.tables, self.entry = tables, entry
        self.position = {offer.key: i for i, offer in enumerate(tables.offers)}
        self.row_of = np.zeros(len(tables.offers), dtype=np.int32)
        self.room: dict[int, Words] = {}
        self.step_room = np.empty(0, dtype=np.uint8)

    def sweep(self, area: SweptArea, answers: Answers) -> States:
        """The states of one area. They are overwritten when the next one is swept."""
        stations = np.array([self.position[key] for key in area.stations], dtype=np.int32)
        words = (0,) * _power_of_two(len(stations) // 64 + 1)
        town = self.lay_out(stations, words)
        for kind in _MORE_STEPS:
            states, none = self.states(len(stations) + 1, len(words), kind), int(np.iinfo(kind).max)
            desk = _new_desk(len(stations) + 1, len(words), none)
            go_forward(town, states, desk, words)
            answers.numbers[:] = 0
            if go_backward(town, states, desk, answers, none, words):
                return states
        raise OverflowError(f"{area.places}: a way of more than {none - 1} steps")

    def lay_out(self, stations: Ints, words: tuple[int, ...]) -> Town:
        land, situations = self.tables.land, self.tables.situations
        pred, grouped = transitions_among(land, stations, self.row_of, words)
        return Town(
            situations.digits,
            situations.goal,
            self.entry,
            situations.order,
            situations.blocks,
            open_stations(land, stations, words),
            pred,
            grouped,
            self.tables.groups,
            *outcomes_of_all(land, stations, words),
        )

    def states(self, rows: int, words: int, kind: type[np.uint8] | type[np.uint16]) -> States:
        situations = len(self.entry)
        if words not in self.room:
            self.room[words] = np.zeros((situations, STATES, words), dtype=np.uint64)
        if self.step_room.size < situations * rows or self.step_room.dtype != kind:
            self.step_room = np.empty(situations * rows, dtype=kind)
        steps = self.step_room[: situations * rows].reshape(situations, rows)
        return States(self.room[words], steps)


def _new_desk(rows: int, words: int, none: int) -> Desk:
    def empty(sets: int) -> Words:
        return np.zeros((sets, words), dtype=np.uint64)

    known, known_when = np.zeros((KNOWN, 2 * words), dtype=np.uint64), np.zeros(KNOWN, dtype=np.int32)
    at_hand = np.array([-1, -1, 0], dtype=np.int32)
    levels = (empty(none + 1), empty(none + 1))
    return Desk(empty(SETS), empty(rows), empty(rows), *levels, known, known_when, at_hand)


def _power_of_two(least: int) -> int:
    """So that code has to be compiled for few sizes only."""
    return 1 << (least - 1).bit_length()


def _all_states(tables: SweepTables, area: SweptArea, entry: Bools) -> SweptStates:
    size = len(entry)
    may_stop, may_circle = np.empty(size, dtype=np.bool_), np.empty(size, dtype=np.bool_)
    numbers = np.zeros(len(NUMBERS), dtype=np.int64)
    told = Answers(np.empty(size, dtype=np.int32), may_stop, may_circle, numbers)
    states = _Broom(tables, entry).sweep(area, told)
    rows = len(area.stations) + 1

    def spread_out(name: int) -> Bools:
        flat = np.ascontiguousarray(states.sets[:, name])
        return np.unpackbits(flat.view(np.uint8), axis=1, bitorder="little", count=rows).view(np.bool_)

    leads_on, goal = spread_out(LEADS_ON), tables.situations.goal
    steps = np.where(leads_on, states.steps.astype(np.int32), -1)
    steps[goal] = np.where(leads_on[goal], 0, -1)
    others = (spread_out(name) for name in (STOPS, CIRCLES, STUCK))
    return SweptStates(area, spread_out(REACHED), spread_out(STARTED), steps, *others)
