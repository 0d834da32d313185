"""The same work on several cores of this process; the threads are kept from one check to the next."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass


@dataclass
class _Crew:
    """most: cores that a check of this process may use; None = all of the machine."""

    most: int | None = None
    pool: ThreadPoolExecutor | None = None


_crew = _Crew()


def cores() -> int:
    return max(1, _crew.most or os.cpu_count() or 1)


def use_cores(most: int) -> None:
    """From now on at most so many, because the others are busy with other processes."""
    _crew.most = most


def side_by_side(work: Callable[[], None], workers: int) -> None:
    """Call `work` here and in `workers − 1` threads; it takes from a list that all share until nothing is left.

    A thread that has not begun when the list is empty need not begin any more.
    """
    if workers <= 1:
        work()
        return
    if _crew.pool is None:
        _crew.pool = ThreadPoolExecutor(max(1, (os.cpu_count() or 1) - 1), "staffelstab")
    others = [_crew.pool.submit(work) for _ in range(workers - 1)]
    try:
        work()
    finally:
        for other in others:
            if not other.cancel():
                other.result()


def _forget_the_pool() -> None:
    _crew.pool = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_the_pool)
