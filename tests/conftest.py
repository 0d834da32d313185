"""What every Python test stands on: no network, the same examples on every run."""

from __future__ import annotations

import os
import sys
from typing import Any

from hypothesis import settings

LOOPBACK = {"127.0.0.1", "::1", "localhost", ""}

# The same examples every time, so that a red test stays red; `explore` looks for new ones.
settings.register_profile("dev", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=100)
# For tests that run a second time in other surroundings.
settings.register_profile("few", deadline=None, derandomize=True, max_examples=10)
settings.register_profile("explore", deadline=None, derandomize=False, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


def refuse_the_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Tests talk to this machine only; anything else would pass today and fail tomorrow."""
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else ""
    elif event == "socket.getaddrinfo":
        host = arguments[0] or ""
    else:
        return
    if isinstance(host, bytes):
        host = host.decode()
    if host not in LOOPBACK:
        raise AssertionError(f"A test tried to reach {host!r}; tests use no network.")


sys.addaudithook(refuse_the_network)
