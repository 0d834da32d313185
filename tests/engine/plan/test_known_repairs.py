"""Towns whose repairs are known: the worked numbers of docs/background/repair.md and what they say of details."""

from __future__ import annotations

from dataclasses import replace

import pytest

from staffelstab.engine.check import ProfileSet, check
from staffelstab.engine.model import (
    Condition,
    Effect,
    Offer,
    Outcome,
    Pathway,
    Place,
    ProfileSpace,
    Transition,
    TransitionState,
)
from staffelstab.engine.plan import (
    AddOffer,
    AgreeTransition,
    Change,
    ChangeKind,
    ExtendTerritory,
    MakeEntryPoint,
    NotClosable,
    applied,
    candidates,
    repair,
    with_changes,
)
from tests.engine.towns import LANGUAGE, TOWN, WORK, arrows, asked, offer, only_for, raises, town

FIRST = offer("first", raises("language", "L2", "L1"), access=only_for(language="L1"))
SECOND = offer("second", raises("language", "L3", "L2"), access=only_for(language="L2"))
JOB = offer("job", raises("work", "job"), access=only_for(language="L3"))
MISSING_LINK = AgreeTransition("first", "second")


def ladder(*levels: str, offers: tuple[Offer, ...] = (FIRST, SECOND, JOB), **more: object) -> Pathway:
    """A1 is L1, A2 is L2, B1 is L3 of the page; the transition between the courses is missing."""
    space = ProfileSpace({"language": levels or ("L1",)})
    whole = town(offers, arrows("second>job"), entry=("first",), attributes=(WORK, LANGUAGE), space=space)
    return replace(whole, **more)  # type: ignore[arg-type]


def test_the_missing_link_is_found() -> None:
    pathway = ladder()
    found = repair(pathway, asked(pathway))
    assert found.changes == (MISSING_LINK,)
    assert (found.cost, found.is_minimal) == (1, True)
    assert (found.alternatives, found.more_alternatives) == ((), False)
    assert [clause.one_of for clause in found.proof.clauses] == [frozenset({MISSING_LINK})]
    assert check(applied(pathway, found), asked(pathway)).with_way == 1


def test_whoever_starts_further_has_two_ways_to_be_helped() -> None:
    pathway = ladder("L2")
    found = repair(pathway, asked(pathway))
    assert found.changes == (MakeEntryPoint("second"),)
    assert found.alternatives == ()
    both = ladder("L1", "L2")
    found = repair(both, asked(both))
    assert found.changes == (MISSING_LINK, MakeEntryPoint("second"))
    assert found.cost == 2


def test_an_offer_that_is_no_station_costs_five() -> None:
    pathway = ladder()
    concept = replace(pathway.concept, stations=("first", "job"), transitions=())
    pathway = replace(pathway, concept=concept)
    found = repair(pathway, asked(pathway))
    assert found.changes == (AddOffer("second", SECOND),)
    assert found.cost == 5
    after = applied(pathway, found).concept
    assert after.stations == ("first", "job", "second")
    assert after.entry_points == ("first", "second")
    ends = {(t.origin, t.target) for t in after.transitions}
    assert ends == {("first", "second"), ("job", "second"), ("second", "job"), ("second", "first")}


def test_an_available_offer_comes_from_outside() -> None:
    pathway = ladder(offers=(FIRST, JOB))
    pathway = replace(pathway, concept=replace(pathway.concept, transitions=()))
    found = repair(pathway, asked(pathway), available=(SECOND,))
    assert found.changes == (AddOffer("second", SECOND),)
    assert SECOND in applied(pathway, found).offers
    assert repair(pathway, asked(pathway)).not_repairable is not None


def test_an_added_offer_is_no_junction() -> None:
    """An offer leads only to what asks for what it changes: here to nothing."""
    advice = offer("advice", Outcome("advised", (Effect("work", "job"),)), access=only_for(language="L0"))
    pathway = ladder(offers=(FIRST, SECOND, JOB))
    pathway = replace(pathway, concept=replace(pathway.concept, transitions=()))
    added = with_changes(pathway, (AddOffer("advice", advice),))
    assert {t.origin for t in added.concept.transitions} == {"first", "second", "job"}


def test_nobody_is_dropped_in_silence() -> None:
    closed = replace(SECOND, access=only_for(work="job"))
    pathway = ladder(offers=(FIRST, closed, JOB))
    found = repair(pathway, asked(pathway))
    assert (found.changes, found.cost, found.closed) == ((), 0, None)
    assert found.not_repairable is not None
    assert found.not_repairable.count == 1
    assert found.proof.clauses == ()


def test_a_drawn_transition_is_agreed_with_its_target_group() -> None:
    pathway = ladder()
    group = Condition({"language": ("L2",)})
    drawn = Transition("first", "second", TransitionState.POSSIBLE, group)
    concept = replace(pathway.concept, transitions=(*pathway.concept.transitions, drawn))
    pathway = replace(pathway, concept=concept)
    found = repair(pathway, asked(pathway))
    assert found.changes == (AgreeTransition("first", "second", is_drawn=True),)
    agreed = applied(pathway, found).concept.transitions
    assert replace(drawn, state=TransitionState.AGREED) in agreed
    assert len(agreed) == 2


def test_a_territory_is_extended_for_one_place_only() -> None:
    elsewhere = Place("99001002", "Berg")
    local = replace(JOB, territory=(TOWN.key,))
    pathway = ladder(offers=(FIRST, SECOND, local), places=(TOWN, elsewhere))
    linked = replace(
        pathway, concept=replace(pathway.concept, transitions=arrows("first>second", "second>job"))
    )
    found = repair(linked, asked(linked))
    assert found.changes == (ExtendTerritory("job", elsewhere.key),)
    assert found.cost == 2
    assert applied(linked, found).offer("job").territory == (TOWN.key, elsewhere.key)
    only_town = asked(linked, places=(TOWN.key,))
    assert repair(linked, only_town).changes == ()


def test_costs_decide() -> None:
    pathway = ladder("L1", "L2")
    dear = {ChangeKind.TRANSITION: 9}
    assert repair(pathway, asked(pathway), costs=dear).cost == 10
    cheap = repair(pathway, asked(pathway), costs={ChangeKind.ENTRY_POINT: 7})
    assert cheap.cost == 8


def test_what_the_caller_leaves_out_is_not_used() -> None:
    pathway = ladder("L2")
    among = [c for c in candidates(pathway, asked(pathway)) if c.kind is not ChangeKind.ENTRY_POINT]
    found = repair(pathway, asked(pathway), among=among)
    assert found.changes == ()
    assert found.not_repairable is not None


def test_targets_are_findings_or_profile_sets() -> None:
    pathway = ladder("L1", "L2")
    report = check(pathway, asked(pathway))
    finding = report.finding("gap.never.all")
    assert finding is not None
    assert repair(pathway, asked(pathway), [finding]).cost == 2
    one = replace(finding.profiles, values={**finding.profiles.values, "language": ("L2",)})
    found = repair(pathway, asked(pathway), [one])
    assert found.changes == (MakeEntryPoint("second"),)
    assert found.closed is not None
    assert found.closed.count == 1
    nobody = ProfileSet(0, 0, {"language": ("L0",)}, {}, (TOWN.key,), True)
    assert repair(pathway, asked(pathway), [nobody]).changes == ()


def test_other_findings_cannot_be_closed_this_way() -> None:
    pathway = ladder()
    dead_end = check(pathway, asked(pathway)).finding("dead-end.no-transition.first")
    assert dead_end is not None
    with pytest.raises(NotClosable, match="dead-end"):
        repair(pathway, asked(pathway), [dead_end])


def test_candidates_are_those_of_the_page() -> None:
    pathway = ladder()
    expected: list[Change] = [
        AgreeTransition("first", "second"),
        AgreeTransition("first", "job"),
        AgreeTransition("second", "first"),
        AgreeTransition("job", "first"),
        AgreeTransition("job", "second"),
        MakeEntryPoint("second"),
        MakeEntryPoint("job"),
    ]
    assert candidates(pathway, asked(pathway)) == tuple(expected)


def test_a_station_that_nobody_can_start_is_no_candidate() -> None:
    closed = replace(SECOND, access=only_for(language="L0"))
    pathway = ladder(offers=(FIRST, closed, JOB))
    assert all(getattr(c, "target", "") != "second" for c in candidates(pathway, asked(pathway)))


def test_what_is_only_too_late_can_be_repaired() -> None:
    """A gap in time: the way exists but takes longer than the horizon."""
    slow = offer("slow", raises("language", "L3", "L2"), months=60, access=only_for(language="L2"))
    pathway = ladder("L2", offers=(FIRST, SECOND, slow, JOB))
    concept = replace(
        pathway.concept,
        stations=("slow", "second", "job"),
        entry_points=("slow",),
        transitions=arrows("slow>job", "second>job"),
    )
    pathway = replace(pathway, concept=concept)
    finding = check(pathway, asked(pathway)).finding("gap-in-time.horizon.all")
    assert finding is not None
    assert repair(pathway, asked(pathway), [finding]).changes == (MakeEntryPoint("second"),)
