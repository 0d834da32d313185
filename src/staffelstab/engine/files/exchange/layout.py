"""A simple layered layout: a column per number of steps from the beginning, rows inside lanes in file order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cells:
    """key → (column, row); rows are counted through all lanes. lane → (first row, number of rows)."""

    at: Mapping[str, tuple[int, int]]
    lanes: Mapping[str, tuple[int, int]]
    columns: int


def columns_of(
    keys: Sequence[str], entries: Iterable[str], following: Mapping[str, Sequence[str]]
) -> dict[str, int]:
    """key → steps from the beginning (1 = an entry). What no arrow reaches begins in column 1 as well."""
    column: dict[str, int] = {}
    reached = {after for key in keys for after in following[key] if after != key}
    roots = [key for key in keys if key not in reached]
    for start in (tuple(entries), roots, *((key,) for key in keys)):
        waiting = deque(key for key in start if key not in column)
        column.update(dict.fromkeys(waiting, 1))
        while waiting:
            key = waiting.popleft()
            for after in following[key]:
                if after not in column:
                    column[after] = column[key] + 1
                    waiting.append(after)
    return column


def cells_of(column: Mapping[str, int], lane_of: Mapping[str, str], lanes: Sequence[str]) -> Cells:
    """Every key in a cell of its own; a lane is as high as its fullest column, at least one row."""
    at: dict[str, tuple[int, int]] = {}
    spans: dict[str, tuple[int, int]] = {}
    first = 0
    for lane in lanes:
        filled: dict[int, int] = {}
        for key, number in column.items():
            if lane_of[key] == lane:
                at[key] = (number, first + filled.get(number, 0))
                filled[number] = filled.get(number, 0) + 1
        rows = max(filled.values(), default=1)
        spans[lane] = (first, rows)
        first += rows
    return Cells(at, spans, max(column.values(), default=0) + 1)
