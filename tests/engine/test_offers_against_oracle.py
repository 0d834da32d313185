"""On random small concepts check and oracle agree on what offers do for each other, finding by finding."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from staffelstab.engine.check import check
from staffelstab.engine.check.finding import Code, Finding, Question, Report
from staffelstab.engine.files import to_document
from staffelstab.engine.model import Pathway
from staffelstab.engine.replay import replay
from tests.engine.oracle import oracle
from tests.engine.oracle_offers import Found, findings
from tests.engine.strategies_offers import offer_cases
from tests.engine.test_checker import same_after_edits

ABOUT_OFFERS = {
    Code.HANDOVER_UNBACKED,
    Code.OVERLAP,
    Code.DOUBLE_FUNDING,
    Code.MODULE_WITHOUT_GAP,
    Code.GAP_WITHOUT_MODULE,
}


def as_found(finding: Finding) -> Found:
    about: tuple[object, ...] = finding.stations
    if finding.code is Code.HANDOVER_UNBACKED:
        about = (finding.transition, finding.organisations)
    elif finding.code is Code.GAP_WITHOUT_MODULE:
        about = (*finding.stations, *finding.group.values())
    return Found(str(finding.code), finding.kind, about, finding.profiles.count)


def about_offers(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.code in ABOUT_OFFERS]


@given(offer_cases())
def test_every_finding_about_offers(case: tuple[Pathway, Question]) -> None:
    pathway, question = case
    reported = about_offers(check(pathway, question))
    found = {as_found(finding) for finding in reported}
    assert len(found) == len(reported), "two findings of one kind about one thing"
    assert found == findings(pathway, question, oracle(pathway, question))


@given(offer_cases())
def test_who_does_not_ask_thoroughly_gets_the_rest_unchanged(case: tuple[Pathway, Question]) -> None:
    pathway, question = case
    quick = check(pathway, replace(question, thorough=False)).findings
    thorough = check(pathway, question).findings
    asked_for = {Code.MODULE_WITHOUT_GAP, Code.GAP_WITHOUT_MODULE, Code.SINGLE_POINT}
    assert quick == tuple(finding for finding in thorough if finding.code not in asked_for)


@given(offer_cases())
def test_offers_handed_in_are_tried_like_those_of_the_file(case: tuple[Pathway, Question]) -> None:
    """Offers that are no station move from the file into the hand of the caller: the findings stay the same."""
    pathway, question = case
    stations = tuple(o for o in pathway.offers if o.key in pathway.concept.stations)
    others = tuple(o for o in pathway.offers if o.key not in pathway.concept.stations)
    handed_in = check(replace(pathway, offers=stations), question, available=others)
    assert about_offers(handed_in) == about_offers(check(pathway, question))


@given(offer_cases())
def test_their_stories_can_be_followed_in_the_file(case: tuple[Pathway, Question]) -> None:
    pathway, question = case
    document = to_document(pathway)
    for finding in about_offers(check(pathway, question)):
        replayed = replay(document, question, finding)
        assert replayed.holds and replayed.ending_judged, (finding.name, replayed.failures())


@given(offer_cases(), st.data())
def test_after_edits_they_are_those_of_a_full_check(
    case: tuple[Pathway, Question], data: st.DataObject
) -> None:
    same_after_edits(case, data, 2)
