"""How functions of the kernel are compiled: cached on disk, without the interpreter's lock, without reference
counts.

The kernel only reads and writes arrays it is handed. Compiled with reference counting it was 15 times slower,
because
every call counted two dozen arrays up and down, on two cores against each other. A function without it must
not
allocate, raise or slice into new arrays that outlive a call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba as nb

F = TypeVar("F", bound=Callable[..., Any])


def _compiled(**options: Any) -> Callable[[F], F]:
    return cast(Callable[[F], F], nb.njit(cache=True, nogil=True, error_model="numpy", **options))


kernel_function = _compiled(_nrt=False)
inlined_function = _compiled(_nrt=False, forceinline=True)
kernel_entry = _compiled()
"""For the few functions that are called from Python over many cases and allocate their scratch once."""
