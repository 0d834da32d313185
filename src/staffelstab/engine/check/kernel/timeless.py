"""What no month can change: asked once per situation and station, so that most side searches need not begin.

Only the values of a situation are looked at, never months or clocks. If not even so a step leads to a change, or back,
then no month makes it possible; if it does, the exact search decides.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from staffelstab.engine.check.kernel.jit import inlined_function, kernel_function
from staffelstab.engine.check.kernel.lanes import doors_at
from staffelstab.engine.check.kernel.packed import BYTE, INT, Layout, Whole, reader
from staffelstab.engine.check.kernel.search import fits
from staffelstab.engine.check.kernel.tables import Bools, Bytes, Ints, Tables, tables_at

_HOPE_ASKED, _HOPELESS, _RETURN_ASKED, _NO_RETURN = 1, 2, 4, 8


class Memo(NamedTuple):
    """Answers so far, for one area: ``known[x * (N+1) + row]``; row 0 is the start, row i + 1 station i."""

    known: Bytes
    queue: Ints
    seen: Ints
    stamp: Ints


def new_memo(situations: int, stations: int) -> Memo:
    """Nothing asked yet."""
    rows = stations + 1
    return Memo(
        known=np.zeros(situations * rows, dtype=np.uint8),
        queue=np.zeros(rows + 1, dtype=np.int32),
        seen=np.zeros(rows, dtype=np.int32),
        stamp=np.zeros(1, dtype=np.int32),
    )


@inlined_function
def could_open(tables: Tables, serves: Bools, edge: Whole, x: Whole) -> bool:
    """Whether the values of a situation fit some rule behind an edge, whatever the month."""
    station, group = tables.edge_target[edge], tables.edge_rule[edge]
    if not serves[station] or (group >= 0 and not fits(tables, x, group)):
        return False
    for rule in range(tables.offer_rules[station], tables.offer_rules[station + 1]):  # noqa: SIM110 (no generators here)
        if fits(tables, x, rule):
            return True
    return False


@inlined_function
def _steps(tables: Tables, serves: Bools, memo: Memo, x: Whole, row: Whole, back_to: Whole) -> bool:
    """Follow steps that change nothing. back_to < 0: is there a step that changes something? Else: one that leads to
    the row `back_to`?
    """
    memo.stamp[0] += 1
    stamp = memo.stamp[0]
    memo.queue[0], memo.seen[row] = row, stamp
    first, last = 0, 1
    while first < last:
        here = memo.queue[first]
        first += 1
        for edge in range(tables.out_edges[here], tables.out_edges[here + 1]):
            if not could_open(tables, serves, edge, x):
                continue
            station = tables.edge_target[edge]
            stays = False
            for outcome in range(tables.offer_outcomes[station], tables.offer_outcomes[station + 1]):
                after = tables.outcome_next[x, outcome]
                if after >= 0 and after != x and back_to < 0:
                    return True
                stays = stays or after == x
            if not stays:
                continue
            if station + 1 == back_to:
                return True
            if memo.seen[station + 1] != stamp:
                memo.seen[station + 1] = stamp
                memo.queue[last] = station + 1
                last += 1
    return False


@kernel_function
def _walk(tables: Tables, serves: Bools, memo: Memo, x: Whole, row: Whole, back_to: Whole) -> bool:
    return bool(_steps(tables, serves, memo, x, row, back_to))


@kernel_function
def is_hopeless(tables: Tables, serves: Bools, memo: Memo, x: int, row: int) -> bool:
    """Whether from here no step ever changes the situation: certainly no progress."""
    at = x * memo.seen.shape[0] + row
    if not memo.known[at] & _HOPE_ASKED:
        memo.known[at] |= _HOPE_ASKED if _walk(tables, serves, memo, x, row, -1) else _HOPE_ASKED | _HOPELESS
    return bool(memo.known[at] & _HOPELESS)


@kernel_function
def may_return(tables: Tables, serves: Bools, memo: Memo, x: int, row: int) -> bool:
    """Whether steps that change nothing might lead back to this station."""
    at = x * memo.seen.shape[0] + row
    if not memo.known[at] & _RETURN_ASKED:
        returns = _walk(tables, serves, memo, x, row, row)
        memo.known[at] |= _RETURN_ASKED if returns else _RETURN_ASKED | _NO_RETURN
    return not memo.known[at] & _NO_RETURN


MEMO = Layout({"known": (BYTE, 1), "queue": (INT, 1), "seen": (INT, 1), "stamp": (INT, 1)})
memo_at = reader(Memo, MEMO)


@kernel_function
def _walk_at(t: Whole, d: Whole, m: Whole, x: Whole, row: Whole, back_to: Whole) -> bool:
    return bool(_steps(tables_at(t), doors_at(d).serves, memo_at(m), x, row, back_to))


@inlined_function
def hopeless_at(t: Whole, d: Whole, m: Whole, x: Whole, row: Whole) -> bool:
    """`is_hopeless` for tables handed over by address."""
    memo = memo_at(m)
    at = x * memo.seen.shape[0] + row
    if not memo.known[at] & _HOPE_ASKED:
        memo.known[at] |= _HOPE_ASKED if _walk_at(t, d, m, x, row, -1) else _HOPE_ASKED | _HOPELESS
    return bool(memo.known[at] & _HOPELESS)


@inlined_function
def may_return_at(t: Whole, d: Whole, m: Whole, x: Whole, row: Whole) -> bool:
    """`may_return` for tables handed over by address."""
    memo = memo_at(m)
    at = x * memo.seen.shape[0] + row
    if not memo.known[at] & _RETURN_ASKED:
        returns = _walk_at(t, d, m, x, row, row)
        memo.known[at] |= _RETURN_ASKED if returns else _RETURN_ASKED | _NO_RETURN
    return not memo.known[at] & _NO_RETURN
