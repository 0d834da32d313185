"""How functions of the kernel are compiled: cached on disk, without the interpreter's lock, without reference counts.

The kernel only reads and writes arrays it is handed. Compiled with reference counting it was 15 times slower, because
every call counted two dozen arrays up and down, on two cores against each other. A function without it must not
allocate, raise or slice into new arrays that outlive a call.

Numba renews its cache when the file of a function changes, but not when a function changes that was compiled into it
from another file. The cache therefore lies in a folder named by the text of all files of the kernel.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba as nb

_SETTING = "CACHE_DIR"
F = TypeVar("F", bound=Callable[..., Any])

HERE = Path(__file__).parent
KERNEL_FILES = tuple(sorted([*HERE.glob("*.py"), *HERE.parent.glob("sweep/*.py"), HERE.parent / "limits.py"]))
"""Files whose text decides whether compiled code is still true."""


@cache
def cache_folder() -> str:
    """Folder of the compiled code of exactly this kernel; beside the source if that can be written to."""
    text = b"".join(file.read_bytes() for file in KERNEL_FILES)
    name = f"kernel-{hashlib.sha256(text).hexdigest()[:16]}"
    for base in (
        os.environ.get("NUMBA_CACHE_DIR"),
        HERE / "__pycache__",
        Path.home() / ".cache" / "staffelstab",
    ):
        if base and _can_be_made(Path(base) / name):
            return str(Path(base) / name)
    return str(Path(tempfile.gettempdir()) / f"staffelstab-{name}")


def _can_be_made(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _compiled(**options: Any) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        before: str = getattr(nb.config, _SETTING)
        setattr(nb.config, _SETTING, cache_folder())
        try:
            return cast(F, nb.njit(cache=True, nogil=True, error_model="numpy", **options)(function))
        finally:
            setattr(nb.config, _SETTING, before)

    return decorate


kernel_function = _compiled(_nrt=False)
inlined_function = _compiled(_nrt=False, forceinline=True)
kernel_entry = _compiled()
"""For the few functions that are called from Python over many cases and allocate their scratch once."""
