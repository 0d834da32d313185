"""Repairs of the districts that come with the program: sensible, complete, and true when checked again."""

from __future__ import annotations

import pytest

from staffelstab.engine.check import Finding, Question, check
from staffelstab.engine.model import Pathway
from staffelstab.engine.plan import CLOSABLE, aftermath, applied, repair
from staffelstab.engine.wording import Words
from staffelstab.programmes import districts


def asked(name: str) -> tuple[Pathway, Question]:
    pathway = districts.load(name)
    assert pathway.date is not None
    return pathway, Question(pathway.date)


def gaps(pathway: Pathway, question: Question) -> list[Finding]:
    return [finding for finding in check(pathway, question).findings if finding.code in CLOSABLE]


def test_every_gap_of_the_invented_district_can_be_closed() -> None:
    pathway, question = asked("musterkreis")
    found = repair(pathway, question, most_alternatives=0)
    assert (found.cost, found.is_minimal, found.not_repairable) == (3, True, None)
    assert gaps(applied(pathway, found), question) == []
    assert Words("de").changes(found.changes, pathway)[0] == (
        "Den Übergang von »Beratung KIM« zu »Identitätsklärung« vereinbaren; "
        "eingezeichnet ist er schon, als möglich."
    )


def test_a_single_gap_costs_no_more_than_all_of_them() -> None:
    pathway, question = asked("musterkreis")
    whole = repair(pathway, question, most_alternatives=0).cost
    for finding in gaps(pathway, question):
        found = repair(pathway, question, [finding], most_alternatives=0)
        assert 1 <= found.cost <= whole
        assert found.closed is not None
        assert found.closed.count == finding.profiles.count
        more = check(applied(pathway, found), question).with_way - check(pathway, question).with_way
        assert more >= finding.profiles.count


@pytest.mark.parametrize("name", ["kreis_wesel_heute", "kreis_wesel_2020_2023"])
def test_what_remains_of_the_gaps_of_a_real_district_is_what_nothing_helps(name: str) -> None:
    pathway, question = asked(name)
    found = repair(pathway, question, most_alternatives=0)
    after = aftermath(pathway, question, found)
    lost = found.not_repairable.count if found.not_repairable else 0
    assert found.closed is not None
    assert after.after.with_way == after.before.with_way + found.closed.count
    assert after.after.profiles - after.after.with_way == lost
    assert {f.name for f in (*after.grown, *after.appear)}.isdisjoint(f.name for f in gaps(pathway, question))
