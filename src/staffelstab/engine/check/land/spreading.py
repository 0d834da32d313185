"""One job, many tasks: in turn, in several processes or on a cluster, with the same results in the same order."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.pool import Pool
from typing import Any, Protocol, TypeVar

from staffelstab.engine.check.threads import use_cores

LOADED = "staffelstab.engine.check.land.loaded"
SELDOM = (100_000, 50, 100)
"""Thresholds of the interpreter's collector of circles."""
Task = TypeVar("Task")
Result = TypeVar("Result")


class Spread(Protocol):
    """Gives the results of a job for all tasks, in their order, one by one. The job is a function of a module."""

    def __call__(self, job: Callable[[Task], Result], tasks: Sequence[Task], /) -> Iterator[Result]: ...


class Client(Protocol):
    """What is asked of a cluster: the client of Dask's `distributed` has it."""

    def submit(self, function: Any, /, *arguments: Any, pure: bool) -> Any: ...

    def cancel(self, futures: Any) -> Any: ...


def in_turn(job: Callable[[Task], Result], tasks: Sequence[Task], /) -> Iterator[Result]:
    """One task after the other in this process."""
    return map(job, tasks)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """While inside, the interpreter looks seldom for circles of what nobody needs: reports are trees, and large."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def processes(number: int, preload: Sequence[str] = ()) -> Iterator[Spread]:
    """Several processes that are started once and end with the block, also when it is left by Ctrl-C.

    preload: modules that they will need beside the check; loaded once for all of them where the system can do that.
    """
    each = max(1, (os.cpu_count() or 1) // number)
    pool: Pool = _context(preload).Pool(number, initializer=_begin, initargs=(each,))

    def spread(job: Callable[[Task], Result], tasks: Sequence[Task], /) -> Iterator[Result]:
        return pool.imap(job, tasks)

    try:
        yield spread
    finally:
        pool.terminate()
        pool.join()


def _context(preload: Sequence[str]) -> Any:
    """A process that has loaded the compiled code, and from which the others branch off; else each begins anew."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([LOADED, *preload])
    return context


def _begin(cores: int) -> None:
    """In each process: interrupts are the caller's, the other cores belong to the others, and what a check leaves
    behind lies in no circles that would have to be searched for.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_cores(cores)
    gc.freeze()
    gc.set_threshold(*SELDOM)


def on_cluster(client: Client) -> Spread:
    """The workers of a Dask cluster, on which the same version of this program is installed."""

    def spread(job: Callable[[Task], Result], tasks: Sequence[Task], /) -> Iterator[Result]:
        futures = [client.submit(job, task, pure=False) for task in tasks]
        try:
            for future in futures:
                yield future.result()
        finally:
            client.cancel(futures)

    return spread
