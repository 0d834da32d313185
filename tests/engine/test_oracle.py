"""Is the oracle's one shortcut sound? Without folding the months it must say the same."""

from __future__ import annotations

from hypothesis import given, settings

from staffelstab.engine.check.finding import Question
from staffelstab.engine.check.limits import FAR_MONTHS
from staffelstab.engine.model import Pathway
from tests.engine import oracle_world
from tests.engine.oracle import oracle
from tests.engine.strategies import small_cases


def test_both_look_equally_far() -> None:
    assert oracle_world.FAR == FAR_MONTHS


@settings(max_examples=8)
@given(small_cases())
def test_leaving_out_the_folding_of_months_changes_nothing(case: tuple[Pathway, Question]) -> None:
    assert oracle(*case, folded=False) == oracle(*case)
