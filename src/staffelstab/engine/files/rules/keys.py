"""Rules about keys: given once, known where they are named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from staffelstab.engine.errors import Path
from staffelstab.engine.files.parts.conditions import report_unknown
from staffelstab.engine.files.problems import ProblemList
from staffelstab.engine.model import Period


def check_unique(
    keys: Iterable[str], name: str, path: Path, problems: ProblemList, last: str = "key"
) -> None:
    """Report every key that was given before; `last` is the last part of the place ("" = the item itself)."""
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key and key in seen:
            place = (*path, index, last) if last else (*path, index)
            problems.report("duplicate-key", place, key=key, list=name)
        seen.add(key)


def check_distinct(values: Sequence[object], path: Path, problems: ProblemList) -> None:
    """Report every value of a plain list that stands there twice."""
    seen: set[object] = set()
    for index, value in enumerate(values):
        if value in seen:
            problems.report("duplicate-value", (*path, index), value=value)
        seen.add(value)


def check_known(
    found: str | None, kind: str, known: Collection[str], path: Path, problems: ProblemList
) -> bool:
    """Whether a key is known; empty keys were reported when they were read."""
    if found and found not in known:
        report_unknown(problems, path, kind, found, known)
    return bool(found) and found in known


def check_period(period: Period, path: Path, problems: ProblemList) -> None:
    begin, end = period.valid_from, period.valid_to
    if begin and end and begin > end:
        problems.report("period-wrong-way", (*path, "valid_to"), valid_from=begin, valid_to=end)
