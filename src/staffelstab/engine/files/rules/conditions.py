"""Rules about conditions: known attributes, values and clocks; limits that can be met."""

from __future__ import annotations

from staffelstab.engine.errors import Path
from staffelstab.engine.files.parts.conditions import attribute_keys, find_attribute
from staffelstab.engine.files.problems import ProblemList
from staffelstab.engine.files.rules.keys import check_distinct, check_known
from staffelstab.engine.model import Clock, ClockLimit, Condition, Scales


def check_condition(condition: Condition, scales: Scales, path: Path, problems: ProblemList) -> None:
    for name, values in condition.values.items():
        check_values(name, values, scales, (*path, name), problems)
    clocks = {clock.key: clock for clock in scales.clocks}
    for name, limit in condition.clocks.items():
        place = (*path, "clocks", name)
        if check_known(name, "clock", clocks, place, problems):
            _check_limit(clocks[name], limit, place, problems)
    for name in condition.begun_by:
        place = (*path, "begun_by", name)
        if check_known(name, "clock", clocks, place, problems) and clocks[name].kind != "fixed":
            problems.report("begun-by-since-clock", place, clock=name)


def check_values(
    name: str, values: tuple[str, ...], scales: Scales, path: Path, problems: ProblemList
) -> None:
    """Values of one attribute, in a condition or in the profile space."""
    if not check_known(name, "attribute", attribute_keys(scales), path, problems):
        return
    attribute = find_attribute(scales, name)
    known = [value.key for value in attribute.values] if attribute else []
    if not values:
        problems.report("empty-list", path)
    for index, value in enumerate(values):
        check_known(value, "value", known, path if len(values) == 1 else (*path, index), problems)
    check_distinct(values, path, problems)


def _check_limit(clock: Clock, limit: ClockLimit, path: Path, problems: ProblemList) -> None:
    minimum, maximum = limit.minimum, limit.maximum
    if minimum is None and maximum is None:
        problems.report("empty-limit", path, clock=clock.key)
    if minimum is not None and maximum is not None and minimum > maximum:
        problems.report("range-wrong-way", path, minimum=minimum, maximum=maximum)
    if clock.kind == "since" and maximum is not None:
        problems.report("since-clock-maximum", (*path, "max"), clock=clock.key)
