"""Every loop that practice reports is found by the check, with exactly its stations."""

from __future__ import annotations

import pytest

from staffelstab.programmes import catalogue
from tests.programmes.known_patterns import Case, case_name, cases_of, expectations

LOOPS = {loop.key: loop for loop in catalogue.known_loops()}
CASES = cases_of(dict.fromkeys(LOOPS, ()))


def test_every_known_loop_has_a_case() -> None:
    assert set(LOOPS) <= {plan["id"] for plan in expectations()}


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_the_check_finds_it(case: Case) -> None:
    found = case.findings(case.report())
    assert [set(finding.stations) for finding in found] == [set(LOOPS[case.key].stations)]
    assert found[0].witness is not None
    assert all(not step.changed for step in found[0].witness.circle)


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_without_the_way_back_it_is_no_loop(case: Case) -> None:
    transitions = case.plan["transitions"]
    without_return = Case(case.key, case.status, {**case.plan, "transitions": transitions[:-1]})
    assert case.findings(without_return.report()) == []
