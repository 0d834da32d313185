"""Ctrl-C is answered at once, even while the compiled search computes and hears nothing.

The interpreter tells of a signal only between two of its own instructions; a long search is one. A thread hears of it
directly. It lets the command leave in the ordinary way, and only if that does not happen soon, ends the process.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

GRACE_SECONDS = 0.7


@contextmanager
def answering_interrupts(leave: Callable[[], None]) -> Iterator[threading.Event]:
    """While inside, `leave` is called if an interrupt has not led outside soon; it must not return.

    The event that is given is set once an interrupt has been heard: what goes wrong from then on goes wrong because
    of it (a compiler that is interrupted says something else).
    """
    heard = threading.Event()
    if os.name != "posix" or threading.current_thread() is not threading.main_thread():
        yield heard
        return
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    outside = threading.Event()
    watcher = threading.Thread(target=_watch, args=(reading, heard, outside, leave), daemon=True)
    watcher.start()
    try:
        yield heard
    finally:
        outside.set()
        signal.set_wakeup_fd(before)
        os.close(writing)
        watcher.join()
        os.close(reading)


def _watch(reading: int, heard: threading.Event, outside: threading.Event, leave: Callable[[], None]) -> None:
    while signals := os.read(reading, 64):
        if signal.SIGINT in signals:
            heard.set()
            if not outside.wait(GRACE_SECONDS):
                leave()
