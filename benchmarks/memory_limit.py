"""What the memory of this machine gives at best, and how near to it the sweep comes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, NamedTuple, cast

import numba as nb
import numpy as np
import numpy.typing as npt

_UPDATES, _REPEATS = 1 << 22, 5
_LARGE = 1 << 23
_NANO, _GIGA = 1e9, 1e9


class MemoryLimit(NamedTuple):
    """One thread. triad: GB/s of a = b + 3 · c in main memory; update_*: ns per random OR into so large an array."""

    triad: float
    update_32_kb: float
    update_1_mb: float
    update_8_mb: float


def _triad(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64], c: npt.NDArray[np.float64]) -> None:
    for i in range(a.shape[0]):
        a[i] = b[i] + 3.0 * c[i]


def _updates(words: npt.NDArray[np.uint64], many: int) -> None:
    place, mask = np.uint64(88172645463325252), np.uint64(words.shape[0] - 1)
    for _ in range(many):
        place ^= place << np.uint64(13)
        place ^= place >> np.uint64(7)
        place ^= place << np.uint64(17)
        words[np.int64(place & mask)] |= place


def best_of(deed: Callable[..., None], *arguments: object) -> float:
    times = []
    deed(*arguments)
    for _ in range(_REPEATS):
        begin = time.thread_time()
        deed(*arguments)
        times.append(time.thread_time() - begin)
    return min(times)


def measure_memory() -> MemoryLimit:
    compiled = cast(Callable[[Any], Any], nb.njit(nogil=True))
    triad, updates = compiled(_triad), compiled(_updates)
    arrays = [np.ones(_LARGE) for _ in range(3)]
    seconds = best_of(triad, *arrays)

    def update(kilobytes: int) -> float:
        words = np.zeros(kilobytes * 1024 // 8, dtype=np.uint64)
        return best_of(updates, words, _UPDATES) / _UPDATES * _NANO

    return MemoryLimit(3 * 8 * _LARGE / seconds / _GIGA, update(32), update(1024), update(8192))


def floor_of_sweep(limit: MemoryLimit, pairs: int, situations: int, rows: int) -> float:
    """Seconds that no sweep of this shape could beat: the memory it must touch, at the speed measured.

    pairs: (situation, station started) of all places, four random words each (where an outcome leads, forward and
    backward, stops and circles there); situations: of all places, 64 bytes of sets written and read once each way and
    seven of the answer; rows: states reached, a byte each for the steps.
    """
    streamed = situations * (4 * 64 + 7) + rows
    return pairs * 4 * limit.update_1_mb / _NANO + streamed / (limit.triad * _GIGA)
