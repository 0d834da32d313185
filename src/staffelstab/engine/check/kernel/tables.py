"""A concept as arrays: what the kernel reads. Built once per question by `compile_tables`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from staffelstab.engine.check.kernel.packed import BITS, BOOL, INT, Layout, reader

Ints = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]

NORMAL, NOTHING_CLOSES, ANY_START_MONTH = 0, 1, 2
"""Modes of `next_start`: as stated; as if nothing open today ever closed; as if courses began every month."""

MEASURE, ACCOMPANIMENT, LEGAL_STEP = 0, 1, 2


class Tables(NamedTuple):
    """Arrays over situations X, attributes A, stations N, access rules R, outcomes O, edges E, clocks C and S.

    Row 0 of `out_edges` is the start, row i + 1 station i. Rules of station i:
    ``offer_rules[i]:offer_rules[i+1]``;
    the rules behind them belong to target groups of edges (`edge_rule`, −1 = for everybody).
    """

    goal: Bools
    """(X,) situation meets a goal"""
    rule_bits: npt.NDArray[np.uint64]
    """(X, W) bit r of the words: the values of the situation satisfy rule r"""
    offer_rules: Ints
    rule_first: Ints
    """(R,) first month of the rule's period"""
    rule_last: Ints
    rule_min: Ints
    """(R, C) months a fixed clock must show at least"""
    rule_max: Ints
    rule_entry: Ints
    """(R, C) months a fixed clock must show at entry (begun by a day)"""
    rule_since: Ints
    """(R, S) months a since-clock must show at least; −1 = not asked"""
    offer_outcomes: Ints
    outcome_next: Ints
    """(X, O) situation after the outcome; −1 = does not apply"""
    outcome_progress: Bools
    """(X, O) the outcome is progress, or reaches a goal"""
    outcome_months: Ints
    next_start: Ints
    """(3, N, FAR+2) first month from k on in which the station can be started, by mode; −1 = none"""
    kind: Ints
    out_edges: Ints
    edge_target: Ints
    edge_rule: Ints
    in_values: Bools
    """(S, X) the since-clock runs in this situation"""
    from_start: Bools
    standing: Ints
    """(X, A) what progress is measured by; −1 = neither higher nor lower"""


TABLES = Layout(
    {
        "goal": (BOOL, 1),
        "rule_bits": (BITS, 2),
        "offer_rules": (INT, 1),
        "rule_first": (INT, 1),
        "rule_last": (INT, 1),
        "rule_min": (INT, 2),
        "rule_max": (INT, 2),
        "rule_entry": (INT, 2),
        "rule_since": (INT, 2),
        "offer_outcomes": (INT, 1),
        "outcome_next": (INT, 2),
        "outcome_progress": (BOOL, 2),
        "outcome_months": (INT, 1),
        "next_start": (INT, 3),
        "kind": (INT, 1),
        "out_edges": (INT, 1),
        "edge_target": (INT, 1),
        "edge_rule": (INT, 1),
        "in_values": (BOOL, 2),
        "from_start": (BOOL, 1),
        "standing": (INT, 2),
    }
)
tables_at = reader(Tables, TABLES)


class Workspace(NamedTuple):
    """Labels of one search. A label is a way to a node (situation, station): month, starts of the since-clocks."""

    head: Ints
    """(power of two,) hash table: first label of a node; −1 = none"""
    slot: Ints
    """(capacity,) place of the label's node in `head`"""
    used: Ints
    """(1,) number of labels in use"""
    node: Ints
    month: Ints
    since: Ints
    """(capacity, S+1) starts of the since-clocks; last column: measures taken, in counting searches"""
    parent: Ints
    outcome: Ints
    start: Ints
    edge: Ints
    rule: Ints
    depth: Ints
    next_in_node: Ints
    next_in_bucket: Ints
    dominated: Bools
    shows: Bytes
    """what the steps from a label showed: bit 0 one is progress at once, bit 1 one can begin without long waiting"""
    bucket_head: Ints
    bucket_tail: Ints
    scratch: Ints
    """(S+1,) the since-clocks of the label in the making"""
    span: Ints
    """(2,) first and last month with a bucket in use"""


def new_workspace(clocks: int, months: int, capacity: int) -> Workspace:
    """Empty workspace for `clocks` since-clocks and `capacity` labels (a power of two) up to month `months`."""

    def ints(*shape: int) -> Ints:
        return np.full(shape, -1, dtype=np.int32)

    return Workspace(
        head=ints(2 * capacity),
        slot=ints(capacity),
        used=np.zeros(1, dtype=np.int32),
        node=ints(capacity),
        month=ints(capacity),
        since=ints(capacity, clocks + 1),
        parent=ints(capacity),
        outcome=ints(capacity),
        start=ints(capacity),
        edge=ints(capacity),
        rule=ints(capacity),
        depth=ints(capacity),
        next_in_node=ints(capacity),
        next_in_bucket=ints(capacity),
        dominated=np.zeros(capacity, dtype=np.bool_),
        shows=np.zeros(capacity, dtype=np.uint8),
        bucket_head=ints(months + 2),
        bucket_tail=ints(months + 2),
        scratch=ints(clocks + 1),
        span=np.array([months + 1, -1], dtype=np.int32),
    )
