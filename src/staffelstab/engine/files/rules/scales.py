"""Rules about attributes, clocks and the profile space."""

from __future__ import annotations

import math
from collections.abc import Mapping

from staffelstab.engine.errors import Path
from staffelstab.engine.files.parts.conditions import RESERVED, attribute_keys, find_attribute
from staffelstab.engine.files.problems import ProblemList, listed
from staffelstab.engine.files.rules.conditions import check_values
from staffelstab.engine.files.rules.keys import check_distinct, check_known, check_unique
from staffelstab.engine.model import Clock, ProfileSpace, Scales

MOST_PROFILES = 2_000_000


def check_scales(scales: Scales, problems: ProblemList) -> None:
    names = attribute_keys(scales)
    check_unique(names, "attributes", ("attributes",), problems)
    if not names:
        problems.report("empty-list", ("attributes",))
    for index, attribute in enumerate(scales.attributes):
        path: Path = ("attributes", index)
        if attribute.key in RESERVED:
            problems.report("reserved-key", (*path, "key"), key=attribute.key)
        if not attribute.values:
            problems.report("empty-list", (*path, "values"))
        check_unique((value.key for value in attribute.values), "values", (*path, "values"), problems)
    check_unique((clock.key for clock in scales.clocks), "clocks", ("clocks",), problems)
    for index, clock in enumerate(scales.clocks):
        _check_clock(clock, scales, ("clocks", index), problems)


def _check_clock(clock: Clock, scales: Scales, path: Path, problems: ProblemList) -> None:
    if clock.key and clock.key in attribute_keys(scales):
        problems.report("duplicate-key", (*path, "key"), key=clock.key, list="clocks")
    if clock.kind == "fixed":
        given = {"attribute": clock.attribute, "values": clock.values, "from_start": clock.from_start}
        for name in (name for name, value in given.items() if value):
            problems.report("only-for-since-clocks", (*path, name), clock=clock.key, key=name)
    elif clock.attribute is None:
        problems.report("missing-key", (*path, "attribute"), key="attribute")
    elif not clock.values:
        problems.report("missing-key", (*path, "values"), key="values")
    else:
        _check_clock_values(clock, clock.attribute, scales, path, problems)


def _check_clock_values(clock: Clock, name: str, scales: Scales, path: Path, problems: ProblemList) -> None:
    if check_known(name, "attribute", attribute_keys(scales), (*path, "attribute"), problems):
        attribute = find_attribute(scales, name)
        known = [value.key for value in attribute.values] if attribute else []
        for index, value in enumerate(clock.values):
            check_known(value, "value", known, (*path, "values", index), problems)
    check_distinct(clock.values, (*path, "values"), problems)


def check_profiles(profiles: ProfileSpace, scales: Scales, problems: ProblemList) -> None:
    path: Path = ("profiles",)
    for name, values in profiles.values.items():
        check_values(name, values, scales, (*path, "values", name), problems)
    known = [clock.key for clock in scales.clocks]
    for name, months in profiles.clocks.items():
        place = (*path, "clocks", name)
        check_known(name, "clock", known, place, problems)
        if not months:
            problems.report("empty-list", place)
        check_distinct(months, place, problems)
    for name, other in profiles.same_as.items():
        place = (*path, "same_as", name)
        check_known(name, "clock", known, place, problems)
        check_known(other, "clock", known, place, problems)
        if name in profiles.clocks:
            problems.report("clock-stated-twice", place, clock=name)
    _check_circles(profiles.same_as, (*path, "same_as"), problems)
    _check_size(profiles, problems)


def _check_circles(same_as: Mapping[str, str], path: Path, problems: ProblemList) -> None:
    told: set[str] = set()
    for start in same_as:
        circle, clock = [start], same_as[start]
        while clock in same_as and clock not in circle:
            circle.append(clock)
            clock = same_as[clock]
        if clock == start and start not in told:
            told.update(circle)
            problems.report("clock-circle", (*path, start), clocks=listed([*circle, start]))


def _check_size(profiles: ProfileSpace, problems: ProblemList) -> None:
    lists = [*profiles.values.values(), *profiles.clocks.values()]
    count = math.prod(max(1, len(values)) for values in lists)
    if count > MOST_PROFILES:
        problems.report("too-many-profiles", ("profiles",), count=count, maximum=MOST_PROFILES)
