"""What a repair does to the rest is what two checks say."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from staffelstab.engine.check import Code, Question, check
from staffelstab.engine.model import Pathway
from staffelstab.engine.plan import aftermath, applied, repair
from tests.engine.plan.fewer_examples import slow
from tests.engine.plan.test_known_repairs import FIRST, JOB, SECOND, ladder
from tests.engine.strategies import small_cases
from tests.engine.towns import asked, nothing_gained


def test_a_gap_goes_and_nothing_else_appears() -> None:
    pathway = ladder()
    found = repair(pathway, asked(pathway))
    after = aftermath(pathway, asked(pathway), found)
    assert "gap.never.all" in {finding.name for finding in after.gone}
    assert "dead-end.no-transition.first" in {finding.name for finding in after.gone}
    assert {finding.code.value for finding in after.appear} == {"handover-open"}
    assert (after.before.with_way, after.after.with_way) == (0, 1)


@slow
@given(small_cases())
def test_every_finding_is_told_once(case: tuple[Pathway, Question]) -> None:
    pathway, question = case
    found = repair(pathway, question)
    after = aftermath(pathway, question, found, check(pathway, question))
    before = {finding.name for finding in check(pathway, question).findings}
    then = {finding.name for finding in check(applied(pathway, found), question).findings}
    told = [finding.name for finding in (*after.remain, *after.grown, *after.appear)]
    assert sorted(told) == sorted(then)
    assert {finding.name for finding in after.gone} == before - then
    assert {finding.name for finding in after.appear} == then - before
    if not found.not_repairable:
        assert not any(name.startswith("gap") for name in then)


def test_new_arrows_can_open_new_dead_ends() -> None:
    """Honest: who gets further can get stuck further on."""
    risky = replace(SECOND, outcomes=(*SECOND.outcomes, nothing_gained()))
    pathway = ladder(offers=(FIRST, risky, JOB))
    found = repair(pathway, asked(pathway))
    after = aftermath(pathway, asked(pathway), found)
    assert [f.name for f in after.appear if f.code is Code.DEAD_END] == ["dead-end.no-transition.second"]
