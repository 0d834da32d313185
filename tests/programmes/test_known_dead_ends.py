"""Every dead end that practice reports is found by the check, at its place and with its reason."""

from __future__ import annotations

import pytest

from staffelstab.engine.check import Finding
from staffelstab.programmes import catalogue
from tests.programmes.known_patterns import Case, case_name, cases_of, expectations, offer_named

STATUSES = {known.key: known.statuses for known in catalogue.known_dead_ends()}
CASES = cases_of(STATUSES)


def test_every_known_dead_end_has_a_case() -> None:
    assert set(STATUSES) <= {plan["id"] for plan in expectations()}


def test_every_case_belongs_to_a_known_pattern() -> None:
    loops = {loop.key for loop in catalogue.known_loops()}
    assert {plan["id"] for plan in expectations()} == set(STATUSES) | loops


def test_the_place_that_practice_names_is_part_of_each_concept() -> None:
    at = {known.key: known.at for known in catalogue.known_dead_ends()}
    for case in CASES:
        assert at[case.key] in {end for pair in case.plan["transitions"] for end in pair}


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_the_check_finds_it(case: Case) -> None:
    found = case.findings(case.report())
    assert len(found) == 1
    _assert_door(case, found[0])
    _assert_waiting(case, found[0])
    _assert_risk(case, found[0])


@pytest.mark.parametrize("case", [case for case in CASES if "ways_out" in case.plan], ids=case_name)
def test_a_way_out_that_practice_names_ends_it(case: Case) -> None:
    assert case.findings(case.report(case.plan["ways_out"])) == []


@pytest.mark.parametrize("case", [case for case in CASES if "ways_out" in case.plan], ids=case_name)
def test_ways_out_are_those_of_the_catalogue(case: Case) -> None:
    exits = {known.key: known.possible_exits for known in catalogue.known_dead_ends()}[case.key]
    assert {end for _, end in case.plan["ways_out"]} <= set(exits)


def _assert_door(case: Case, finding: Finding) -> None:
    if "door" not in case.expected:
        return
    assert finding.witness is not None
    door = next(door for door in finding.witness.closed_doors if door.station == case.expected["door"])
    assert door.has_transition
    if case.expected_reason:
        assert case.expected_reason in {(reason.kind, reason.attribute) for reason in door.reasons}


def _assert_waiting(case: Case, finding: Finding) -> None:
    if case.expected_waiting is None:
        return
    assert finding.witness is not None
    assert finding.witness.next_step is not None
    assert finding.witness.next_step.station == case.expected["next"]
    assert finding.waiting_months == case.expected_waiting


def _assert_risk(case: Case, finding: Finding) -> None:
    if "risk_of" not in case.expected:
        return
    assert finding.witness is not None
    steps = [step for step in finding.witness.way if step.station == case.expected["risk_of"]]
    shown = {risk for step in steps for risk in step.risks}
    assert shown == set(offer_named(case.expected["risk_of"]).risks)
    assert shown
