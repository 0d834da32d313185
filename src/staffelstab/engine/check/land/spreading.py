"""One job, many tasks: in turn, in several processes or on a cluster, with the same results in the same order."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

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
def processes(number: int) -> Iterator[Spread]:
    """Several processes that are started once and end with the block, also when it is left by Ctrl-C."""
    pool = get_context("spawn").Pool(number, initializer=_leave_interrupts_to_the_caller)

    def spread(job: Callable[[Task], Result], tasks: Sequence[Task], /) -> Iterator[Result]:
        return pool.imap(job, tasks)

    try:
        yield spread
    finally:
        pool.terminate()
        pool.join()


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


def _leave_interrupts_to_the_caller() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
