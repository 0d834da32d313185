"""How many persons: whatever the true numbers are, as long as the needs are true, they lie within what is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffelstab.engine.check import Persons, ProfileAtEntry, Question
from staffelstab.engine.check.counts import Counts
from staffelstab.engine.check.kernel.tables import Bools
from staffelstab.engine.check.profiles import all_profiles
from staffelstab.engine.check.run import Run, prepare
from staffelstab.engine.model import (
    Attribute,
    Clock,
    ClockLimit,
    Condition,
    Need,
    Place,
    ProfileSpace,
    Value,
    add_months,
)
from tests.engine.towns import NEW_YEAR, WORK, offer, raises, town

STATUS = Attribute("status", "unordered", tuple(Value(key) for key in ("asylum", "duldung", "title")))
STAY = Clock("stay", "fixed")
HELD = Clock("held", "since", attribute="status", values=("duldung",))
AUE, BERG, CLAY = "99001001", "99001002", "99001003"
THE_TOWN = town(
    (offer("course", raises("work", "job"), territory=(AUE, BERG)),),
    entry=("course",),
    attributes=(STATUS, WORK),
    clocks=(STAY, HELD),
    space=ProfileSpace(
        {"status": ("asylum", "duldung", "title"), "work": ("none", "job")},
        {"stay": (0, 12), "held": (0, 6)},
    ),
    places=(Place(AUE, "Aue"), Place(BERG, "Berg"), Place(CLAY, "Clay")),
)
Cell = tuple[tuple[str, ...], tuple[int, ...], str]


@dataclass(frozen=True)
class Told:
    """A run whose needs are true, who lives where in truth, and who is concerned."""

    run: Run
    living: Mapping[Cell, int]
    masks: Mapping[int, Bools]

    @property
    def concerned(self) -> int:
        """The truth, counted person by person."""
        return sum(
            self.living[cell_of(self.run.profiles.at(int(number), place))]
            for area, mask in self.masks.items()
            for place in self.run.areas[area].places
            for number in np.flatnonzero(mask)
        )

    def persons(self) -> Persons:
        return Counts(self.run).persons(self.masks)


def cell_of(profile: ProfileAtEntry) -> Cell:
    return tuple(profile.values.values()), tuple(profile.clocks.values()), profile.place


def meets(profile: ProfileAtEntry, need: Need) -> bool:
    when = need.when
    for clock, limit in when.clocks.items():
        months = profile.clocks[clock]
        if clock == "held" and profile.values["status"] != "duldung":
            return False
        if not (limit.minimum or 0) <= months <= (999 if limit.maximum is None else limit.maximum):
            return False
    began = {clock: add_months(NEW_YEAR, -months) for clock, months in profile.clocks.items()}
    return (
        (need.places is None or profile.place in need.places)
        and all(profile.values[key] in allowed for key, allowed in when.values.items())
        and all(began[clock] <= day for clock, day in when.begun_by.items())
    )


@st.composite
def true_needs(draw: st.DrawFn, people: list[tuple[ProfileAtEntry, int]]) -> tuple[Need, ...]:
    """Needs that may overlap, leave people out, and are open below or above, but are never wrong."""
    needs = []
    for number in range(draw(st.integers(0, 4))):
        when = Condition(
            draw(
                st.sampled_from(
                    ({}, {"status": ("duldung",)}, {"status": ("asylum", "title")}, {"work": ("none",)})
                )
            ),
            draw(
                st.sampled_from(
                    ({}, {}, {"held": ClockLimit(3)}, {"stay": ClockLimit(6)}, {"stay": ClockLimit(None, 6)})
                )
            ),
            draw(st.sampled_from(({}, {}, {"stay": dt.date(2026, 6, 30)}))),
        )
        need = Need(
            f"need{number}", when, draw(st.sampled_from((None, (AUE,), (AUE, BERG), (BERG, CLAY), (CLAY,))))
        )
        truth = sum(count for profile, count in people if meets(profile, need))
        low, high = draw(st.sampled_from((None, 0, 0, 2))), draw(st.sampled_from((None, 0, 0, 3)))
        needs.append(
            replace(
                need,
                minimum=None if low is None else max(0, truth - low),
                maximum=None if high is None else truth + high,
            )
        )
    return tuple(needs)


@st.composite
def told(draw: st.DrawFn) -> Told:
    everybody = all_profiles(THE_TOWN, Question(NEW_YEAR))
    profiles = [
        everybody.at(number, place) for number in range(len(everybody)) for place in (AUE, BERG, CLAY)
    ]
    counts = draw(st.lists(st.integers(0, 3), min_size=len(profiles), max_size=len(profiles)))
    people = list(zip(profiles, counts, strict=True))
    question = Question(
        NEW_YEAR,
        only=draw(st.sampled_from(({}, {}, {"status": ("duldung",)}, {"work": ("none",)}))),
        places=draw(st.sampled_from((None, None, (AUE, CLAY), (BERG,)))),
    )
    run = prepare(replace(THE_TOWN, needs=draw(true_needs(people))), question)
    masks = {i: draw(masks_over(run)) for i in range(len(run.areas))}
    return Told(
        run,
        {cell_of(profile): count for profile, count in people},
        {i: mask for i, mask in masks.items() if mask.any()},
    )


@st.composite
def masks_over(draw: st.DrawFn, run: Run) -> Bools:
    """Everybody, nobody, those of one value, or anyone."""
    size = len(run.profiles)
    kind = draw(st.sampled_from(("all", "none", "status", "any")))
    if kind == "status":
        return np.isin(run.profiles.values[:, 0], [draw(st.integers(0, 2))])
    if kind == "any":
        return np.array(draw(st.lists(st.booleans(), min_size=size, max_size=size)), dtype=np.bool_)
    return np.full(size, kind == "all")


@given(told())
def test_the_true_number_lies_within_what_is_said(case: Told) -> None:
    persons = case.persons()
    assert persons.minimum is None or persons.minimum <= case.concerned
    assert persons.maximum is None or case.concerned <= persons.maximum


@pytest.mark.parametrize(
    "when",
    [
        Condition({"status": ("asylum", "duldung"), "work": ("none",)}),
        Condition(clocks={"held": ClockLimit(3)}),
        Condition(clocks={"held": ClockLimit(0)}),
        Condition(clocks={"stay": ClockLimit(6)}),
        Condition(clocks={"stay": ClockLimit(None, 6)}),
        Condition(begun_by={"stay": dt.date(2026, 6, 30)}),
        Condition(begun_by={"stay": dt.date(2026, 1, 1)}),
        Condition(begun_by={"stay": dt.date(2025, 12, 31)}),
    ],
)
def test_a_need_speaks_of_the_profiles_that_meet_it_at_entry(when: Condition) -> None:
    profiles = all_profiles(THE_TOWN, Question(NEW_YEAR))
    expected = [meets(profiles.at(number, AUE), Need("n", when)) for number in range(len(profiles))]
    assert profiles.fitting(when, NEW_YEAR).tolist() == expected


def persons_of(*needs: Need, concerned: str) -> Persons:
    """Those with one status are concerned, in every place."""
    run = prepare(replace(THE_TOWN, needs=needs), Question(NEW_YEAR))
    mask = run.profiles.values[:, 0] == STATUS.index(concerned)
    return Counts(run).persons(dict.fromkeys(range(len(run.areas)), mask))


def with_status(key: str, *status: str, minimum: int | None = None, maximum: int | None = None) -> Need:
    return Need(key, Condition({"status": status} if status else {}), None, minimum, maximum)


def test_a_need_that_is_concerned_as_a_whole_counts_on_both_sides() -> None:
    assert persons_of(with_status("n", "duldung", minimum=120, maximum=120), concerned="duldung") == Persons(
        120, 120
    )


def test_needs_that_overlap_are_not_added_up() -> None:
    all_of_them = with_status("all", "duldung", minimum=120, maximum=130)
    some = replace(all_of_them, key="some", places=(AUE,), minimum=35, maximum=35)
    assert persons_of(all_of_them, some, concerned="duldung") == Persons(120, 130)


def test_needs_apart_are_added_up() -> None:
    in_aue = replace(with_status("a", "duldung", minimum=20, maximum=25), places=(AUE,))
    elsewhere = replace(in_aue, key="b", places=(BERG, CLAY), minimum=7, maximum=None)
    assert persons_of(in_aue, elsewhere, concerned="duldung") == Persons(27, None)


def test_whoever_nobody_counted_leaves_the_number_open_above() -> None:
    in_aue = replace(with_status("a", "duldung", minimum=20, maximum=25), places=(AUE,))
    assert persons_of(in_aue, concerned="duldung") == Persons(20, None)


def test_a_need_that_is_concerned_in_part_says_only_how_many_at_most() -> None:
    assert persons_of(with_status("n", minimum=500, maximum=520), concerned="duldung") == Persons(0, 520)


def test_without_a_count_nothing_is_known() -> None:
    assert persons_of(with_status("n", "duldung"), concerned="duldung") == Persons()
    assert persons_of(with_status("n", "title", minimum=3), concerned="duldung") == Persons()
