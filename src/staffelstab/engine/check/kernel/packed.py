"""Arrays handed over by address.

A compiled function takes an array as seven words, a table of two dozen arrays as some two hundred, and pushes them onto
the stack at every call: three quarters of the time went there. Between functions of the kernel such a table is
therefore one number, the address of a list of addresses and sizes; a function reads from it what it needs.
The caller in Python keeps the arrays alive (`Packed.keeps`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic
from numba.np import arrayobj

_types: Any = types
_build: Any = cgutils
_arrays: Any = arrayobj

Whole = int | np.signedinteger[Any]
"""A whole number as the kernel reads it from an array."""
Table = TypeVar("Table", bound=tuple[Any, ...])

INT, BYTE, BOOL, BITS, WORD = types.int32, types.uint8, types.boolean, types.uint64, types.int64
_DIMENSIONS = 3
_WORDS = 1 + _DIMENSIONS
_DTYPES = {
    INT: np.dtype(np.int32),
    BYTE: np.dtype(np.uint8),
    BOOL: np.dtype(np.bool_),
    BITS: np.dtype(np.uint64),
}


@dataclass(frozen=True)
class Packed:
    """The address of the list, and what must not be freed as long as it is used."""

    address: int
    keeps: tuple[Any, ...]


@dataclass(frozen=True)
class Layout:
    """What a table looks like: per field the kind of number and the number of dimensions (0: a whole number)."""

    fields: Mapping[str, tuple[Any, int]]

    def pack(self, table: tuple[Any, ...]) -> Packed:
        """The list of addresses and sizes. Raises ValueError for an array of another kind or in several pieces."""
        listed: list[int] = []
        for (name, (kind, dimensions)), field in zip(self.fields.items(), table, strict=True):
            if not dimensions:
                listed += [int(field), *[0] * _DIMENSIONS]
                continue
            if field.ndim != dimensions or field.dtype != _DTYPES[kind] or not field.flags.c_contiguous:
                raise ValueError(f"{name} is not the array that the kernel expects")
            listed += [field.ctypes.data, *field.shape, *[1] * (_DIMENSIONS - dimensions)]
        words = np.array(listed, dtype=np.int64)
        return Packed(int(words.ctypes.data), (words, table))


def reader(table: type[Table], layout: Layout) -> Callable[[Whole], Table]:
    """A function for compiled code: from an address the table that was packed there."""
    members = [
        _types.Array(kind, dimensions, "C") if dimensions else WORD
        for kind, dimensions in layout.fields.values()
    ]
    found = _types.NamedTuple(members, table)

    @intrinsic
    def table_at(typing_context: Any, address: Any) -> Any:
        del typing_context

        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            del signature
            words = builder.inttoptr(arguments[0], ir.IntType(64).as_pointer())
            values = [_member(context, builder, words, i, member) for i, member in enumerate(members)]
            return context.make_tuple(builder, found, values)

        return found(address), generate

    return cast(Callable[[Whole], Table], table_at)


def _member(context: Any, builder: Any, words: Any, number: int, member: Any) -> Any:
    """One field: a number, or the array built from its address and sizes."""

    def word(offset: int) -> Any:
        at = ir.Constant(ir.IntType(64), number * _WORDS + offset)
        return builder.load(builder.gep(words, [at]))

    if member is WORD:
        return word(0)
    array = _arrays.make_array(member)(context, builder)
    itemsize = context.get_abi_sizeof(context.get_data_type(member.dtype))
    shape = [word(1 + d) for d in range(member.ndim)]
    strides = [ir.Constant(ir.IntType(64), itemsize)]
    for size in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], size))
    data = builder.inttoptr(word(0), context.get_data_type(member.dtype).as_pointer())
    _arrays.populate_array(
        array,
        data=data,
        shape=_build.pack_array(builder, shape),
        strides=_build.pack_array(builder, strides),
        itemsize=itemsize,
        meminfo=None,
    )
    return array._getvalue()
