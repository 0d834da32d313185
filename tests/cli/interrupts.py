"""Commands that are interrupted have to hear of it, however the tests themselves were started."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def hearing_interrupts() -> Iterator[None]:
    """Commands started inside hear Ctrl-C: a shell that starts the tests in the background makes them deaf to it,
    and what is ignored here is ignored in every child.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
