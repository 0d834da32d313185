"""The facts of a machine without which a time says nothing."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path


def facts() -> tuple[str, ...]:
    cores = len(os.sched_getaffinity(0))
    libraries = ", ".join(f"{name} {version(name)}" for name in ("numpy", "numba", "networkx"))
    return (
        f"{processor()}, {cores} cores, {memory_gigabytes():.0f} GB, load before {os.getloadavg()[0]:.1f}",
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {libraries}",
    )


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or "unknown processor"


def memory_gigabytes() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
