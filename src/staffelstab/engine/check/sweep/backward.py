"""What lies ahead of the states of one place, compiled: downwards, block by block."""

from __future__ import annotations

import numpy as np

from staffelstab.engine.check.sweep.words import (
    AHEAD,
    BEHIND,
    BESIDE,
    CHANGES,
    CIRCLES,
    FACTOR,
    FRESH,
    IDLE,
    LEADS_ON,
    LEFT,
    MAY_CIRCLE,
    MAY_STOP,
    MEASURES,
    ON,
    ONE,
    OPEN,
    OUT,
    REACHED,
    STARTED,
    STATES,
    STAY,
    STOPS,
    STUCK,
    ZERO,
    Answers,
    Desk,
    States,
    Town,
    Words,
    Zeros,
    after_outcome,
    count_bits,
    has,
    inlined_function,
    is_empty,
    kernel_function,
    lowest,
    meets,
    put,
    stand,
)


@inlined_function
def _follow_back(here: Words, desk: Desk, rows: Words, at: int, words: Zeros) -> None:
    """Add to a set of rows those from which steps that change nothing lead to one of them."""
    missing = ZERO
    for w in range(len(words)):
        desk.rows[FRESH, w] = rows[at, w] & desk.rows[STAY, w]
        missing |= here[REACHED, w] & ~rows[at, w]
    while missing and not is_empty(desk.rows, FRESH, words):
        for v in range(len(words)):
            while desk.rows[FRESH, v]:
                row = 64 * v + lowest(desk.rows[FRESH, v])
                desk.rows[FRESH, v] &= desk.rows[FRESH, v] - ONE
                for w in range(len(words)):
                    more = desk.pred[row, w] & here[REACHED, w] & ~rows[at, w]
                    rows[at, w] |= more
                    desk.rows[FRESH, w] |= more & desk.rows[STAY, w]


@inlined_function
def _closure(desk: Desk, edges: Words, start: int, at: int, words: Zeros) -> None:
    """Rows among those still looked at to which one or more edges lead from a row."""
    for w in range(len(words)):
        desk.rows[at, w] = desk.rows[FRESH, w] = edges[start, w] & desk.rows[LEFT, w]
    while not is_empty(desk.rows, FRESH, words):
        for v in range(len(words)):
            while desk.rows[FRESH, v]:
                row = 64 * v + lowest(desk.rows[FRESH, v])
                desk.rows[FRESH, v] &= desk.rows[FRESH, v] - ONE
                for w in range(len(words)):
                    more = edges[row, w] & desk.rows[LEFT, w] & ~desk.rows[at, w]
                    desk.rows[at, w] |= more
                    desk.rows[FRESH, w] |= more


@inlined_function
def _trim(desk: Desk, words: Zeros) -> None:
    """Cut off rows without predecessor or successor until none is left to cut."""
    cut = True
    while cut:
        cut = False
        for w in range(len(words)):
            left = desk.rows[LEFT, w]
            while left:
                bit = lowest(left)
                left &= left - ONE
                row = 64 * w + bit
                if not (
                    meets(desk.pred, row, desk.rows, LEFT, words)
                    and meets(desk.succ, row, desk.rows, LEFT, words)
                ):
                    desk.rows[LEFT, w] &= ~(ONE << np.uint64(bit))
                    cut = True


@inlined_function
def _find_circles(desk: Desk, words: Zeros) -> None:
    """Rows of `STAY` from which transitions among them lead back, into `ON`. The same rows often come again."""
    mixed = ZERO
    for w in range(len(words)):
        mixed = (mixed ^ desk.rows[STAY, w]) * FACTOR
    slot = int(mixed >> np.uint64(56))
    known = desk.known_when[slot] == desk.at_hand[2]
    for w in range(len(words)):
        known = known and desk.known[slot, w] == desk.rows[STAY, w]
    if known:
        for w in range(len(words)):
            desk.rows[ON, w] = desk.known[slot, len(words) + w]
        return
    _look_for_circles(desk, words)
    desk.known_when[slot] = desk.at_hand[2]
    for w in range(len(words)):
        desk.known[slot, w] = desk.rows[STAY, w]
        desk.known[slot, len(words) + w] = desk.rows[ON, w]


@inlined_function
def _look_for_circles(desk: Desk, words: Zeros) -> None:
    """Cut off what leads nowhere or comes from nowhere; of the rest, each part whose rows lead to each other."""
    for w in range(len(words)):
        desk.rows[LEFT, w] = desk.rows[STAY, w]
        desk.rows[ON, w] = ZERO
    _trim(desk, words)
    for v in range(len(words)):
        while desk.rows[LEFT, v]:
            row = 64 * v + lowest(desk.rows[LEFT, v])
            _closure(desk, desk.succ, row, AHEAD, words)
            if has(desk.rows, AHEAD, row):
                _closure(desk, desk.pred, row, BEHIND, words)
                for w in range(len(words)):
                    part = desk.rows[AHEAD, w] & desk.rows[BEHIND, w]
                    desk.rows[ON, w] |= part
                    desk.rows[LEFT, w] &= ~part
                _trim(desk, words)
            else:
                desk.rows[LEFT, v] &= ~(ONE << np.uint64(row & 63))


@inlined_function
def _look_ahead(
    town: Town, states: States, desk: Desk, x: int, here: Words, row: int, none: int, words: Zeros
) -> int:
    """Note what lies behind the outcomes of a station; returns the fewest steps to a goal after one of them."""
    nearest, word, bit = none, row >> 6, ONE << np.uint64(row & 63)
    leads = stops = circles = False
    for outcome in range(town.moves[row - 1], town.moves[row]):
        after = after_outcome(town, x, outcome)
        if after < 0:
            continue
        if after == x:
            put(desk.rows, STAY, row)
            continue
        leads = True
        stops = stops or bool(states.sets[after, MAY_STOP, word] & bit)
        circles = circles or bool(states.sets[after, MAY_CIRCLE, word] & bit)
        if states.sets[after, LEADS_ON, word] & bit:
            nearest = min(nearest, 0 if town.goal[after] else int(states.steps[after, row]))
        if has(town.marks, BESIDE, row):
            _stay_behind(town, states, desk, after, here, row, words)
    if leads:
        for w in range(len(words)):
            from_here = desk.pred[row, w] & here[REACHED, w]
            desk.rows[CHANGES, w] |= from_here
            here[MAY_STOP, w] |= from_here if stops else ZERO
            here[MAY_CIRCLE, w] |= from_here if circles else ZERO
    return nearest


@inlined_function
def _stay_behind(
    town: Town, states: States, desk: Desk, after: int, here: Words, row: int, words: Zeros
) -> None:
    """Whoever takes what runs beside also goes on from where they stood."""
    for w in range(len(words)):
        rows = desk.pred[row, w] & here[REACHED, w]
        here[MAY_STOP, w] |= rows & states.sets[after, MAY_STOP, w]
        here[MAY_CIRCLE, w] |= rows & states.sets[after, MAY_CIRCLE, w]
        rows &= states.sets[after, LEADS_ON, w]
        while rows:
            bit = lowest(rows)
            rows &= rows - ONE
            steps = 0 if town.goal[after] else int(states.steps[after, 64 * w + bit])
            desk.by_row[steps, w] |= ONE << np.uint64(bit)
            desk.at_hand[1] = max(desk.at_hand[1], steps)


@inlined_function
def _count_steps(states: States, desk: Desk, x: int, here: Words, none: int, words: Zeros) -> bool:
    """Fewest steps by levels. Returns whether the numbers ran out."""
    for w in range(len(words)):
        desk.rows[OPEN, w] = here[REACHED, w]
    level, last = 0, desk.at_hand[1]
    while level <= last:
        if level + 1 >= none:
            return True
        for w in range(len(words)):
            desk.rows[AHEAD, w] = desk.by_row[level, w]
        for v in range(len(words)):
            left = desk.by_offer[level, v]
            while left:
                row = 64 * v + lowest(left)
                left &= left - ONE
                for w in range(len(words)):
                    desk.rows[AHEAD, w] |= desk.pred[row, w]
        for w in range(len(words)):
            new = desk.rows[AHEAD, w] & desk.rows[OPEN, w]
            desk.rows[OPEN, w] &= ~new
            again = new & desk.rows[STAY, w]
            if again:
                desk.by_offer[level + 1, w] |= again
                last = max(last, level + 1)
            while new:
                states.steps[x, 64 * w + lowest(new)] = level + 1
                new &= new - ONE
            desk.by_offer[level, w] = desk.by_row[level, w] = ZERO
        level += 1
    for w in range(len(words)):
        here[LEADS_ON, w] = here[REACHED, w] & ~desk.rows[OPEN, w]
    return False


@inlined_function
def _backward(town: Town, states: States, desk: Desk, x: int, here: Words, none: int, words: Zeros) -> bool:
    """What lies ahead of who stands in a situation that is no goal. Returns whether the numbers of steps ran out."""
    for w in range(len(words)):
        desk.rows[STAY, w] = here[STARTED, w] & town.marks[IDLE, w]
        desk.rows[CHANGES, w] = desk.rows[OUT, w] = ZERO
    desk.at_hand[1] = -1
    for v in range(len(words)):
        left = here[STARTED, v]
        while left:
            row = 64 * v + lowest(left)
            left &= left - ONE
            nearest = _look_ahead(town, states, desk, x, here, row, none, words)
            if nearest < none:
                put(desk.by_offer, nearest, row)
                desk.at_hand[1] = max(desk.at_hand[1], nearest)
            for w in range(len(words)):
                desk.rows[OUT, w] |= desk.pred[row, w]
    _find_circles(desk, words)
    for w in range(len(words)):
        at_measures = here[REACHED, w] & town.marks[MEASURES, w]
        here[STOPS, w] = at_measures & ~desk.rows[OUT, w]
        here[CIRCLES, w] = at_measures & desk.rows[ON, w]
        here[MAY_STOP, w] |= here[STOPS, w]
        here[MAY_CIRCLE, w] |= here[CIRCLES, w]
    _follow_back(here, desk, here, MAY_STOP, words)
    _follow_back(here, desk, here, MAY_CIRCLE, words)
    _follow_back(here, desk, desk.rows, CHANGES, words)
    for w in range(len(words)):
        here[STUCK, w] = here[REACHED, w] & town.marks[MEASURES, w] & ~desk.rows[CHANGES, w]
    return _count_steps(states, desk, x, here, none, words)


@inlined_function
def _end_here(town: Town, here: Words, words: Zeros) -> None:
    """Nothing opens in a situation: who stands there stops."""
    for w in range(len(words)):
        here[STOPS, w] = here[REACHED, w] & town.marks[MEASURES, w]
        here[MAY_STOP, w] = here[STUCK, w] = here[STOPS, w]


@inlined_function
def _clear(town: Town, x: int, here: Words, words: Zeros) -> None:
    """Forget what the last place left behind. At a goal everything is known."""
    for w in range(len(words)):
        for name in range(LEADS_ON, STATES):
            here[name, w] = ZERO
        if town.goal[x]:
            here[LEADS_ON, w] = here[REACHED, w]


@inlined_function
def _measure(states: States, x: int, none: int, words: Zeros) -> int:
    """A number that falls whenever the backward pass learns something."""
    found = 0
    for w in range(len(words)):
        found -= count_bits(states.sets[x, MAY_STOP, w]) + count_bits(states.sets[x, MAY_CIRCLE, w])
        left = states.sets[x, LEADS_ON, w]
        while left:
            found += int(states.steps[x, 64 * w + lowest(left)]) - none
            left &= left - ONE
    return found


@inlined_function
def _tell(town: Town, states: States, x: int, here: Words, answers: Answers, words: Zeros) -> None:
    """What is asked of entries, and the sums."""
    numbers = answers.numbers
    for w in range(len(words)):
        numbers[0] += count_bits(here[REACHED, w])
        numbers[1] += count_bits(here[LEADS_ON, w])
        numbers[2] += count_bits(here[STOPS, w])
        numbers[3] += count_bits(here[CIRCLES, w])
        numbers[4] += count_bits(here[STUCK, w])
    start = ONE if town.entry[x] else ZERO
    steps = 0 if here[LEADS_ON, 0] & start else -1
    if steps == 0 and not town.goal[x]:
        steps = int(states.steps[x, 0])
        numbers[5] += 1
        numbers[6] += steps
    may_stop, may_circle = int(here[MAY_STOP, 0] & start), int(here[MAY_CIRCLE, 0] & start)
    numbers[7] += may_stop
    numbers[8] += may_circle
    answers.steps[x], answers.may_stop[x], answers.may_circle[x] = steps, may_stop != 0, may_circle != 0


@kernel_function
def go_backward(town: Town, states: States, desk: Desk, answers: Answers, none: int, words: Zeros) -> bool:
    """Find what lies ahead of the states that are reached. False: numbers of steps ran out."""
    for block in range(town.blocks.shape[0] - 2, -1, -1):
        first, last = town.blocks[block], town.blocks[block + 1]
        for i in range(first, last):
            _clear(town, town.order[i], states.sets[town.order[i]], words)
        before = 1 << 62
        while True:
            found = 0
            for i in range(last - 1, first - 1, -1):
                x = town.order[i]
                if not town.goal[x] and not is_empty(states.sets[x], REACHED, words):
                    if is_empty(states.sets[x], STARTED, words):
                        _end_here(town, states.sets[x], words)
                        continue
                    stand(town, desk, x, words)
                    if _backward(town, states, desk, x, states.sets[x], none, words):
                        return False
                    found += _measure(states, x, none, words) if last - first > 1 else 0
            if last - first == 1 or found == before:
                break
            before = found
        for i in range(first, last):
            _tell(town, states, town.order[i], states.sets[town.order[i]], answers, words)
    return True
