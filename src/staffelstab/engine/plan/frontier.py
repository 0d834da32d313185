"""Where somebody gets with a selection of changes, and which further arrows would lead on from there (compiled)."""

from __future__ import annotations

import numpy as np

from staffelstab.engine.check.kernel.jit import kernel_entry, kernel_function
from staffelstab.engine.check.kernel.one_case import begin
from staffelstab.engine.check.kernel.search import FULL, TO_GOAL, earliest_start, search
from staffelstab.engine.check.kernel.tables import NORMAL, Bools, Bytes, Ints, Tables, Workspace

COVERED, OPEN = 1, 0


@kernel_function
def _opens(
    tables: Tables,
    work: Workspace,
    could_serve: Bools,
    clocks: Ints,
    edge: int,
    label: int,
    before: int,
    horizon: int,
    hopeful: Bools,
) -> bool:
    """Whether an arrow could be taken from a label and end within the horizon, in a hopeful situation."""
    station, group = tables.edge_target[edge], tables.edge_rule[edge]
    start, _ = earliest_start(
        tables, could_serve, station, group, before, work.month[label], work.since, label, clocks, NORMAL
    )
    if start < 0:
        return False
    for outcome in range(tables.offer_outcomes[station], tables.offer_outcomes[station + 1]):
        after = tables.outcome_next[before, outcome]
        if after >= 0 and hopeful[after] and start + tables.outcome_months[outcome] <= horizon:
            return True
    return False


@kernel_entry
def look_on(
    tables: Tables,
    there: Tables,
    work: Workspace,
    serves: Bools,
    could_serve: Bools,
    missing: Bools,
    clocks: Ints,
    x: int,
    since: Ints,
    horizon: int,
    hopeful: Bools,
    leads_on: Bytes,
) -> int:
    """COVERED when a goal is reached within the horizon; OPEN when not; FULL when the workspace is too small.

    tables: with all changes; there: with the selected ones. missing (E,): arrows of `tables` that the selection lacks,
    could_serve (N,): stations that some change makes serve. OPEN: leads_on (E,) is 1 for each arrow that is missing, or
    whose station does not serve, and that could be taken from where the search got, to a hopeful situation.
    """
    begin(there, work, x, clocks, since)
    scratch_station = np.empty(tables.kind.shape[0], dtype=np.uint8)
    scratch_edge = np.empty(max(1, tables.edge_target.shape[0]), dtype=np.uint8)
    found = search(
        there, work, serves, clocks, NORMAL, horizon, TO_GOAL, -1, -1, scratch_station, scratch_edge, 0, 0
    )
    if found == FULL:
        return FULL
    if found >= 0:
        return COVERED
    stations = tables.kind.shape[0]
    levels = 2 * stations + 1
    for label in range(work.used[0]):
        if work.dominated[label]:
            continue
        before, level = work.node[label] // levels, work.node[label] % levels
        row = level if level <= stations else level - stations
        for edge in range(tables.out_edges[row], tables.out_edges[row + 1]):
            target = tables.edge_target[edge]
            if leads_on[edge] or not (missing[edge] or not serves[target]):
                continue
            if _opens(tables, work, could_serve, clocks, edge, label, before, horizon, hopeful):
                leads_on[edge] = 1
    return OPEN
