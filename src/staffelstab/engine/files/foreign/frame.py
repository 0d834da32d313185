"""Where a table begins and ends: headings that do not stand in the first line, notes above, between and below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from staffelstab.engine.files.foreign.proposals import is_known_heading
from staffelstab.engine.files.foreign.table import Line, Table
from staffelstab.engine.files.foreign.values import looks_like_value
from staffelstab.engine.files.workbook.layout import cell_name

HEADING_WITHIN = 40
LONGEST_HEADING = 80
MOST_HEADING_ROWS = 3
_SUM = re.compile(r"(?i)(summe|gesamt|insgesamt|total|zusammen)\b")


def framed(
    name: str, lines: Sequence[Line], *, in_cells: bool = False, is_hidden: bool = False
) -> Table | None:
    """The table in these lines; nothing when there is none."""
    filled = [line for line in lines if not line.is_empty]
    if not filled:
        return None
    width = Counter(sum(1 for _ in line.filled()) for line in filled).most_common(1)[0][0]
    at = _heading_at(filled, max(width, 1))
    first, last = _block(filled, at)
    body = filled[last + 1 :]
    columns = _columns(filled[first : last + 1], body)
    headings = _headings(filled[first : last + 1], columns, in_cells)
    rows, between = _rows(filled[at], body, columns)
    notes = (*filled[:first], *between)
    return Table(name, headings, rows, notes, (), is_hidden, in_cells, columns)


def _heading_at(filled: Sequence[Line], width: int) -> int:
    """The line near the top that looks most like headings: short words, few values, known words."""
    best, chosen = -1.0, 0
    for at, line in enumerate(filled[:HEADING_WITHIN]):
        cells = [cell for cell in line.cells if cell]
        if len(cells) < max(1, min(width, 2)):
            continue
        labels = sum(_is_label(cell) for cell in cells)
        known = sum(is_known_heading(cell) for cell in cells)
        score = labels / len(cells) + 2 * known / len(cells) + min(len(cells) / width, 1.5) - at * 0.02
        if score > best:
            best, chosen = score, at
    return chosen


def _is_label(cell: str) -> bool:
    return len(cell) <= LONGEST_HEADING and not looks_like_value(cell)


def _block(filled: Sequence[Line], at: int) -> tuple[int, int]:
    """Several rows of headings: one above that groups, one below that fills what is empty."""
    first = last = at
    while first > 0 and last - first + 1 < MOST_HEADING_ROWS and _groups(filled[first - 1], filled[first]):
        first -= 1
    while last + 1 < len(filled) and last - first + 1 < MOST_HEADING_ROWS:
        if not _completes(filled[last], filled[last + 1]):
            break
        last += 1
    return first, last


def _groups(above: Line, heading: Line) -> bool:
    """A row of a few words over several columns each, directly above."""
    words = list(above.filled())
    under = set(heading.filled())
    if len(words) < 2 or above.number != heading.number - 1 or len(words) >= len(under):
        return False
    return all(_is_label(above.cells[at]) for at in words) and set(words) <= {
        at for at in range(len(above.cells)) if at <= max(under)
    }


def _completes(heading: Line, below: Line) -> bool:
    """A row of words that stands where the headings above are empty, and is empty where they are not."""
    here, there = set(heading.filled()), set(below.filled())
    if below.number != heading.number + 1 or not (there - here) or not (here - there):
        return False
    return len(there - here) >= len(there & here) and all(_is_label(below.cells[at]) for at in there)


def _columns(heading: Sequence[Line], body: Sequence[Line]) -> tuple[int, ...]:
    """Columns with a heading or with a value anywhere below."""
    used = {at for line in (*heading, *body) for at in line.filled()}
    return tuple(sorted(used))


def _headings(block: Sequence[Line], columns: Sequence[int], in_cells: bool) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    headings = []
    for at in columns:
        parts = [_part(line, at, is_last=line is block[-1]) for line in block]
        text = " · ".join(dict.fromkeys(part for part in parts if part))
        text = " ".join(text.split()) or (cell_name(0, at)[:-1] if in_cells else str(at + 1))
        seen[text] += 1
        headings.append(text if seen[text] == 1 else f"{text} ({seen[text]})")
    return tuple(headings)


def _part(line: Line, at: int, *, is_last: bool) -> str:
    """The word of one heading row above this column; a group reaches to the next word on its right."""
    if at < len(line.cells) and line.cells[at]:
        return line.cells[at]
    if is_last:
        return ""
    left = [each for each in line.filled() if each < at]
    return line.cells[left[-1]] if left else ""


def _rows(heading: Line, body: Sequence[Line], columns: Sequence[int]) -> tuple[tuple[Line, ...], list[Line]]:
    rows, notes = [], []
    for line in body:
        if _is_note(line, heading, len(columns)):
            notes.append(line)
        else:
            cells = line.cells
            rows.append(Line(line.number, tuple(cells[at] if at < len(cells) else "" for at in columns)))
    return tuple(rows), notes


def _is_note(line: Line, heading: Line, width: int) -> bool:
    """A remark over the whole width, a sum, or the headings once more."""
    filled = [line.cells[at] for at in line.filled()]
    if [cell for cell in heading.cells if cell] == filled:
        return True
    return (width >= 4 and len(filled) == 1) or (width >= 3 and bool(_SUM.match(filled[0])))
