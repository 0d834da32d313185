"""What was found for the cases of one area, as arrays. Most columns hold nothing, and those are never looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from staffelstab.engine.check.kernel.tables import Bools, Bytes, Ints

Numbers = npt.NDArray[Any]

COLUMNS = ("dead", "circle", "waiting", "started", "used")
PER_CASE = ("goal", "gap", "too_many", "balance")


@dataclass
class AreaResults:
    """What the kernel found for the cases (R) of one area. dead, circle, waiting: 0 = no finding, else the score of the
    shortest witness plus one. goal: −1 = none. Arrays are shared between results and never changed.
    """

    goal: Ints
    gap: Bytes
    dead: Ints
    circle: Ints
    too_many: Bools
    waiting: Ints
    started: Bytes
    used: Bytes
    balance: Ints

    def occurring(self, name: str) -> Bools:
        """(columns,) of a field, whether it holds for any case; the search itself noted it."""
        if name not in self._occurring:
            flags: Bools = np.any(self.columns(name), axis=1)
            self._occurring[name] = flags
        return self._occurring[name]

    @cached_property
    def _occurring(self) -> dict[str, Bools]:
        return {}

    def note(self, occurring: Mapping[str, Bools]) -> None:
        self._occurring.update(occurring)

    def columns(self, name: str) -> Numbers:
        """(columns, R) of a field, station by station (the start first), transition by transition."""
        values: Numbers = getattr(self, name)
        return np.moveaxis(values, 0, -1).reshape(-1, len(values))

    def replaced(self, rows: Ints, again: AreaResults) -> AreaResults:
        """With other results for the cases `rows`."""
        new = empty_results(len(self.goal), self.circle.shape[1], self.used.shape[1])
        for name in COLUMNS:
            old, other = self.occurring(name), again.occurring(name)
            columns = new.columns(name)
            columns[old] = self.columns(name)[old]
            some = np.flatnonzero(old | other)
            columns[np.ix_(some, rows)] = again.columns(name)[some]
            still = np.zeros(len(old), dtype=np.bool_)
            still[some] = columns[some].any(axis=1)
            new.note({name: still})
        for name in PER_CASE:
            values = getattr(self, name).copy()
            values[rows] = getattr(again, name)
            setattr(new, name, values)
        return new

    def moved(self, stations: Ints, edges: Ints) -> AreaResults:
        """Under other numbers: `stations` (N,) and `edges` (E,) say which one was meant before, −1 = nothing known."""
        rows = np.concatenate([[0], np.where(stations >= 0, stations + 1, -1)])
        new = empty_results(len(self.goal), len(stations), len(edges))
        sources = (stations, 3), (stations, 1), (rows, 2), (stations, 1), (edges, 1)
        for name, (owners, width) in zip(COLUMNS, sources, strict=True):
            was = np.where(owners[:, None] >= 0, owners[:, None] * width + np.arange(width), -1).reshape(-1)
            some = (was >= 0) & self.occurring(name)[np.maximum(was, 0)]
            new.columns(name)[some] = self.columns(name)[was[some]]
            new.note({name: some})
        for name in PER_CASE:
            setattr(new, name, getattr(self, name))
        return new


def empty_results(cases: int, stations: int, edges: int) -> AreaResults:
    """Nothing found yet. Kept with the cases last, so that one question about all cases reads memory in one go; what is
    never written to takes no memory.
    """

    def none(*shape: int) -> Ints:
        return np.moveaxis(np.zeros((*shape, cases), dtype=np.int32), -1, 0)

    def no(*shape: int) -> Bytes:
        return np.moveaxis(np.zeros((*shape, cases), dtype=np.uint8), -1, 0)

    return AreaResults(
        goal=np.full(cases, -1, dtype=np.int32),
        gap=no(),
        dead=none(stations, 3),
        circle=none(stations),
        too_many=np.zeros(cases, dtype=np.bool_),
        waiting=none(stations + 1, 2),
        started=no(stations),
        used=no(max(1, edges)),
        balance=np.zeros(cases, dtype=np.int32),
    )
