"""One case alone: its labels remember each step, so that stories can be told of dead ends, circles and waiting."""

from __future__ import annotations

from staffelstab.engine.check.kernel.jit import inlined_function, kernel_function
from staffelstab.engine.check.kernel.nearest import first_label, nearest_step
from staffelstab.engine.check.kernel.search import (
    ALL,
    FULL,
    ROUND,
    TO_GOAL,
    TO_PROGRESS,
    clear,
    earliest_start,
    push,
    search,
    slot_of,
)
from staffelstab.engine.check.kernel.tables import (
    ACCOMPANIMENT,
    ANY_START_MONTH,
    MEASURE,
    NORMAL,
    Bools,
    Bytes,
    Ints,
    Tables,
    Workspace,
)
from staffelstab.engine.check.kernel.timeless import Memo, is_hopeless, may_return
from staffelstab.engine.check.limits import FAR_MONTHS


@inlined_function
def seed_from(side: Workspace, work: Workspace, node: int) -> None:
    """Start a side search with all best labels of a node."""
    clear(side)
    label = work.head[slot_of(work, node)]
    while label >= 0:
        if not work.dominated[label]:
            push(side, node, work.month[label], work.since[label], -1, -1, -1, -1, -1, 0)
        label = work.next_in_node[label]


@kernel_function
def _progress_at_once(work: Workspace, node: int) -> bool:
    """Whether one step from any best label of the node is progress (seen during the search)."""
    label = work.head[slot_of(work, node)]
    while label >= 0:
        if not work.dominated[label] and work.shows[label] & 1:
            return True
        label = work.next_in_node[label]
    return False


@kernel_function
def cause_of_dead_end(
    tables: Tables, work: Workspace, serves: Bools, clocks: Ints, adjacent: Bools, node: int, row: int
) -> int:
    """0 no-transition, 1 closed, 2 no-offer; judged at the earliest arrival."""
    x = node // (2 * tables.kind.shape[0] + 1)
    label = first_label(work, node)
    for station in range(tables.kind.shape[0]):
        if adjacent[row, station]:
            continue
        start, _ = earliest_start(
            tables, serves, station, -1, x, work.month[label], work.since, label, clocks, NORMAL
        )
        if start < 0:
            continue
        for outcome in range(tables.offer_outcomes[station], tables.offer_outcomes[station + 1]):
            if tables.outcome_progress[x, outcome]:
                return 0
    if tables.out_edges[row + 1] == tables.out_edges[row]:
        return 2
    return 2 if _some_door_opens(tables, work, serves, clocks, label, x, row) else 1


@kernel_function
def _some_door_opens(
    tables: Tables, work: Workspace, serves: Bools, clocks: Ints, label: int, x: int, row: int
) -> bool:
    """Whether a transition from here can be taken at all, though it leads nowhere."""
    for edge in range(tables.out_edges[row], tables.out_edges[row + 1]):
        station, group = tables.edge_target[edge], tables.edge_rule[edge]
        start, _ = earliest_start(
            tables, serves, station, group, x, work.month[label], work.since, label, clocks, NORMAL
        )
        if start < 0:
            continue
        for outcome in range(tables.offer_outcomes[station], tables.offer_outcomes[station + 1]):
            if tables.outcome_next[x, outcome] >= 0:
                return True
    return False


@inlined_function
def _score(work: Workspace, label: int) -> int:
    """Fewest steps first, then earliest: by this the shortest witness is chosen."""
    return int(work.depth[label] * 1024 + work.month[label])


@kernel_function
def begin(tables: Tables, work: Workspace, x: int, clocks: Ints, since: Ints) -> None:
    """Clear the workspace and put the profile at the start."""
    clear(work)
    node = x * (2 * tables.kind.shape[0] + 1)
    push(work, node, 0, since, -1, -1, -1, -1, -1, 0)


@kernel_function
def goal_month(
    tables: Tables,
    work: Workspace,
    serves: Bools,
    clocks: Ints,
    x: int,
    since: Ints,
    mode: int,
    until: int,
    most: int,
    scratch_station: Bytes,
    scratch_edge: Bytes,
) -> tuple[int, int]:
    """(month, label) of the earliest goal; (−1, −1) none; (FULL, −1) workspace too small."""
    begin(tables, work, x, clocks, since)
    label = search(
        tables, work, serves, clocks, mode, until, TO_GOAL, -1, most, scratch_station, scratch_edge, 0, 0
    )
    if label == FULL:
        return FULL, -1
    if label < 0:
        return -1, -1
    return work.month[label], label


@kernel_function
def analyse(
    tables: Tables,
    work: Workspace,
    side: Workspace,
    memo: Memo,
    serves: Bools,
    adjacent: Bools,
    clocks: Ints,
    x: int,
    since: Ints,
    horizon: int,
    limit: int,
    dead: Ints,
    dead_label: Ints,
    circle: Ints,
    circle_label: Ints,
    waiting: Ints,
    waiting_label: Ints,
    started: Bytes,
    used: Bytes,
) -> int:
    """Everything about one profile within the horizon.

    dead (N, 3), circle (N,), waiting (N+1, 2): score of the shortest witness, −1 = no finding; *_label: its
    label in `work`. Returns the first label at a goal, −1 if none within the horizon, FULL if a workspace was
    too small.
    """
    stations = tables.kind.shape[0]
    levels = 2 * stations + 1
    begin(tables, work, x, clocks, since)
    if (
        search(tables, work, serves, clocks, NORMAL, horizon, ALL, -1, -1, started, used, horizon, limit)
        == FULL
    ):
        return FULL
    goal = -1
    for label in range(work.used[0]):
        if work.dominated[label]:
            continue
        node = work.node[label]
        if label != first_label(work, node):
            continue
        situation, level = node // levels, node % levels
        if tables.goal[situation]:
            if goal < 0 or _sooner(work, label, goal):
                goal = label
            continue
        row = level if level <= stations else level - stations
        station = row - 1
        alive = _progress_at_once(work, node)
        if not alive and not is_hopeless(tables, serves, memo, situation, row):
            seed_from(side, work, node)
            found = search(
                tables, side, serves, clocks, NORMAL, FAR_MONTHS, TO_PROGRESS, node, -1, started, used, 0, 0
            )
            if found == FULL:
                return FULL
            alive = found >= 0
        is_measure = level > 0 and tables.kind[station] == MEASURE
        only_company = level > stations and tables.kind[station] == ACCOMPANIMENT
        score = _score(work, label)
        if not alive and (is_measure or only_company):
            cause = cause_of_dead_end(tables, work, serves, clocks, adjacent, node, row)
            if dead[station, cause] < 0 or score < dead[station, cause]:
                dead[station, cause], dead_label[station, cause] = score, label
        if alive and (is_measure or level == 0) and not work.shows[label] & 2:
            fitted = _look_at_waiting(
                tables, side, work, serves, clocks, node, row, limit, score, waiting, waiting_label
            )
            if not fitted:
                return FULL
        if is_measure and may_return(tables, serves, memo, situation, row):
            seed_from(side, work, node)
            found = search(
                tables, side, serves, clocks, NORMAL, FAR_MONTHS, ROUND, node, -1, started, used, 0, 0
            )
            if found == FULL:
                return FULL
            if found >= 0 and (circle[station] < 0 or score < circle[station]):
                circle[station], circle_label[station] = score, label
    return goal


@kernel_function
def _sooner(work: Workspace, label: int, other: int) -> bool:
    if work.month[label] != work.month[other]:
        return bool(work.month[label] < work.month[other])
    return bool(work.depth[label] < work.depth[other])


@kernel_function
def _look_at_waiting(
    tables: Tables,
    side: Workspace,
    work: Workspace,
    serves: Bools,
    clocks: Ints,
    node: int,
    row: int,
    limit: int,
    score: int,
    waiting: Ints,
    waiting_label: Ints,
) -> bool:
    """Note a long wait at the node; returns False only when the workspace is full."""
    first = first_label(work, node)
    begins, _, _ = nearest_step(tables, side, work, serves, clocks, node, NORMAL)
    if begins < 0 or begins - work.month[first] <= limit:
        return bool(begins != FULL)
    any_month, _, _ = nearest_step(tables, side, work, serves, clocks, node, ANY_START_MONTH)
    if any_month == FULL:
        return False
    kind = 1 if any_month - work.month[first] <= limit else 0
    if waiting[row, kind] < 0 or score < waiting[row, kind]:
        waiting[row, kind], waiting_label[row, kind] = score, first
    return True
