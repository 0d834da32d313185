"""Cases searched side by side: nobody's answer depends on who stands beside."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from staffelstab.engine.check import check, profile_results
from staffelstab.engine.check.finding import Question
from staffelstab.engine.check.kernel import lane_run
from staffelstab.engine.check.kernel.lanes import CASES, Cases
from staffelstab.engine.errors import InputError
from staffelstab.engine.model import Pathway, ProfileSpace
from tests.engine.strategies import small_cases
from tests.engine.test_twins import TODAY, town

Case = tuple[Pathway, Question]
Key = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, int], ...], str]


def with_months(pathway: Pathway, months: tuple[int, ...]) -> Pathway:
    """The same, but people come with any of these months on the first clock."""
    first = pathway.scales.clocks[0].key
    known = pathway.profiles
    same_as = {clock: other for clock, other in known.same_as.items() if clock != first}
    return replace(pathway, profiles=ProfileSpace(known.values, {**known.clocks, first: months}, same_as))


def answers(pathway: Pathway, question: Question) -> dict[Key, object]:
    found: dict[Key, object] = {}
    for result in profile_results(pathway, question):
        profile = result.profile
        key = (tuple(profile.values.items()), tuple(profile.clocks.items()), profile.place)
        found[key] = replace(result, profile=profile)
    return found


@given(small_cases(), st.sets(st.integers(0, 400), min_size=34, max_size=70))
@settings(max_examples=40)
def test_many_months_at_once_and_each_alone(case: Case, months: set[int]) -> None:
    """More months than lanes, so that groups are cut; some far beyond every limit."""
    pathway, question = case
    if not pathway.scales.clocks:
        return
    listed = tuple(sorted(months))
    together = answers(with_months(pathway, listed), question)
    for month in listed[:: len(listed) // 6]:
        alone = answers(with_months(pathway, (month,)), question)
        assert alone == {key: together[key] for key in alone}


@given(small_cases())
@settings(max_examples=25)
def test_a_search_that_needs_more_room_gets_it(case: Case) -> None:
    expected = answers(*case)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lane_run, "_FIRST_CAPACITY", 1)
        assert answers(*case) == expected


def test_more_ways_than_can_be_held_are_refused() -> None:
    """Bounded memory: a clear message instead of a machine that stands still."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lane_run, "_FIRST_CAPACITY", 1)
        patch.setattr(lane_run, "MOST_LABELS", 1)
        with pytest.raises(InputError) as refused:
            check(town(), Question(TODAY))
    assert [(p.code, p.arguments) for p in refused.value.problems] == [("too-many-ways", {"maximum": "1"})]


def test_groups_share_a_situation_and_blocks_share_their_months() -> None:
    x = np.repeat(np.arange(3, dtype=np.int32), [40, 5, 40])
    months = np.concatenate([np.arange(40), np.arange(5), np.arange(40)]).astype(np.int32)[:, None]
    groups = lane_run.group_cases(x, months)
    covered = sorted((int(first), int(first + count)) for first, count, _ in groups.rows)
    assert covered == [(0, 20), (20, 40), (40, 45), (45, 65), (65, 85)]
    for block in {int(b) for b in groups.rows[:, 2]}:
        rows = [months[f : f + n].tolist() for f, n, b in groups.rows if b == block]
        assert all(row == rows[0] for row in rows)
    assert groups.lanes == 24


@pytest.mark.parametrize(
    "wrong",
    [np.zeros((4, 2), dtype=np.int64), np.zeros((2, 4), dtype=np.int32).T, np.zeros(4, dtype=np.int32)],
)
def test_only_arrays_the_kernel_expects_are_handed_over(
    wrong: np.ndarray[tuple[int, ...], np.dtype[np.int32]],
) -> None:
    """An address carries no type: what is packed has to be checked before."""
    fine = np.zeros((4, 1), dtype=np.int32)
    with pytest.raises(ValueError, match="clocks"):
        CASES.pack(Cases(np.zeros(4, dtype=np.int32), wrong, fine))
