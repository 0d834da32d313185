"""What offers do for each other: worked numbers of docs/background/the_check.md, and the edges of each definition."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from staffelstab.engine.check import Code, Finding, check
from staffelstab.engine.model import (
    Agreement,
    Attribute,
    Funding,
    Kind,
    Offer,
    Organisation,
    Pathway,
    Period,
    Place,
    ProfileSpace,
    Transition,
    TransitionState,
    Value,
)
from tests.engine.towns import (
    LANGUAGE,
    NEW_YEAR,
    TOWN,
    WORK,
    arrows,
    asked,
    nothing_gained,
    offer,
    only_for,
    raises,
    town,
)

PERMIT = Attribute("permit", "unordered", (Value("no"), Value("yes")), groups=True)
DAY = dt.timedelta(days=1)
ORGANISATIONS = (Organisation("vhs", "School"), Organisation("works", "Works"))
JOB = offer("job", raises("work", "job"), access=only_for(language="L3"))


def found(pathway: Pathway, *codes: Code, **question: object) -> list[Finding]:
    findings = check(pathway, asked(pathway, **question)).findings
    return [finding for finding in findings if finding.code in codes]


# --- handovers that no agreement backs ------------------------------------------------------------


def signing_town(named: str = "paper", **more: object) -> Pathway:
    """Three profiles; the two below L2 take the agreed transition from the course to the job."""
    course = offer("course", raises("language", "L2", "L0"), organisation="vhs")
    job = offer("job", raises("work", "job"), organisation="works")
    arrow = Transition("course", "job", TransitionState.AGREED, agreement=named)
    whole = town(
        (course, job),
        (arrow,),
        entry=("course",),
        attributes=(WORK, LANGUAGE),
        space=ProfileSpace({"language": ("L0", "L1", "L2")}),
        organisations=ORGANISATIONS,
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def signed(*parties: str, until: dt.date | None = None, since: dt.date | None = None) -> Agreement:
    return Agreement("paper", "The Treaty", parties, Period(since, until))


def unbacked(pathway: Pathway) -> list[tuple[str, tuple[str, ...], int]]:
    findings = found(pathway, Code.HANDOVER_UNBACKED)
    return [(finding.kind, finding.organisations, finding.profiles.count) for finding in findings]


BOTH = ("vhs", "works")


@pytest.mark.parametrize(
    ("agreement", "expected"),
    [
        (signed(*BOTH), []),
        (signed(*BOTH, since=NEW_YEAR, until=NEW_YEAR), []),
        (signed(*BOTH, until=NEW_YEAR - DAY), [("not-valid", BOTH, 2)]),
        (signed(*BOTH, since=NEW_YEAR + DAY), [("not-valid", BOTH, 2)]),
        (signed("vhs"), [("party-missing", ("works",), 2)]),
        (signed(), [("party-missing", BOTH, 2)]),
        (signed("vhs", until=NEW_YEAR - DAY), [("not-valid", BOTH, 2)]),
        (replace(signed("vhs"), key="another"), []),
    ],
)
def test_what_an_agreement_lacks(agreement: Agreement, expected: list[object]) -> None:
    assert unbacked(signing_town(agreements=(agreement,))) == expected


def test_a_title_names_an_agreement_if_only_one_has_it() -> None:
    one = signed(*BOTH)
    assert unbacked(signing_town("The Treaty", agreements=(one,))) == []
    alone = signed("vhs")
    assert unbacked(signing_town("The Treaty", agreements=(alone,))) == [("party-missing", ("works",), 2)]
    assert unbacked(signing_town("The Treaty", agreements=(alone, replace(alone, key="second")))) == []


def test_a_text_that_names_no_agreement_of_the_file_counts() -> None:
    """Who enters a new agreement at the transition, as the page asks for, is not told that there is none."""
    assert unbacked(signing_town("cooperation of 2026", agreements=(signed("vhs"),))) == []
    assert unbacked(signing_town("cooperation of 2019")) == []
    assert unbacked(signing_town("")) == [("none", BOTH, 2)]
    assert unbacked(signing_town("  ")) == [("none", BOTH, 2)]


def test_nobody_asks_for_papers_inside_one_house_or_where_no_house_is_named() -> None:
    for organisation in ("vhs", None):
        course, job = signing_town().offers
        inside = replace(signing_town(""), offers=(course, replace(job, organisation=organisation)))
        assert unbacked(inside) == []


@pytest.mark.parametrize("state", [TransitionState.AIMED, TransitionState.POSSIBLE])
def test_what_is_not_agreed_needs_no_agreement(state: TransitionState) -> None:
    plain = signing_town("")
    arrow = replace(plain.concept.transitions[0], state=state)
    pathway = replace(plain, concept=replace(plain.concept, transitions=(arrow,)))
    assert found(pathway, Code.HANDOVER_UNBACKED, transitions=TransitionState.POSSIBLE) == []


# --- offers that overlap --------------------------------------------------------------------------

PLACES = (TOWN, Place("99001002", "Berg"), Place("99001003", "Tal"))


def teaching_town(one: Offer, other: Offer, *, fundings: tuple[Funding, ...] = ()) -> Pathway:
    """Six profiles in three places: three steps of language, with and without a permit."""
    return town(
        (one, other),
        entry=(one.key, other.key),
        attributes=(WORK, LANGUAGE, PERMIT),
        space=ProfileSpace({"language": ("L0", "L1", "L2"), "permit": ("no", "yes")}),
        places=PLACES,
        fundings=fundings,
    )


def teaching(key: str, **more: object) -> Offer:
    return offer(key, raises("language", "L2", "L0"), nothing_gained(), **more)  # type: ignore[arg-type]


FOR_ALL = teaching("for_all", territory=("99001001", "99001002"))
WITH_PERMIT = teaching("with_permit", access=only_for(permit="yes"))


def pairs(pathway: Pathway) -> list[tuple[str, tuple[str, ...], int]]:
    findings = found(pathway, Code.OVERLAP, Code.DOUBLE_FUNDING)
    return [(f"{f.code}.{f.kind}", f.stations, f.profiles.count) for f in findings]


def test_the_narrower_of_two_courses_is_contained_where_both_are() -> None:
    assert pairs(teaching_town(FOR_ALL, WITH_PERMIT)) == [
        ("overlap.contained", ("with_permit", "for_all"), 6)
    ]


def test_months_and_failures_make_no_difference_but_effects_do() -> None:
    longer = teaching("longer", months=9, territory=("99001002", "99001003"))
    assert pairs(teaching_town(FOR_ALL, longer)) == [("overlap.same", ("for_all", "longer"), 6)]
    further = offer("further", raises("language", "L3", "L0"), nothing_gained())
    assert pairs(teaching_town(FOR_ALL, further)) == []


def test_each_admits_some_whom_the_other_does_not() -> None:
    low = teaching("low", access=only_for(language="L0"))
    assert pairs(teaching_town(low, WITH_PERMIT)) == []


def test_no_common_place_no_common_day_no_starter_no_overlap() -> None:
    elsewhere = teaching("elsewhere", territory=("99001003",))
    assert pairs(teaching_town(FOR_ALL, elsewhere)) == []
    first, second = Period(None, dt.date(2027, 6, 30)), Period(dt.date(2027, 7, 1), None)
    assert pairs(teaching_town(teaching("a", period=first), teaching("b", period=second))) == []
    fundings = (Funding("f", "F", first), Funding("g", "G", second))
    paid = (teaching("a", funding="f"), teaching("b", funding="g"))
    assert pairs(teaching_town(*paid, fundings=fundings)) == []
    nobody = teaching("nobody", access=only_for(language="L3"))
    assert pairs(teaching_town(FOR_ALL, nobody)) == []


def test_what_changes_nothing_or_is_no_measure_is_not_compared() -> None:
    idle = [offer(key, nothing_gained()) for key in "ab"]
    assert pairs(teaching_town(*idle)) == []
    advice = [teaching(key, kind=Kind.ACCOMPANIMENT) for key in "ab"]
    assert pairs(teaching_town(*advice)) == []


@pytest.mark.parametrize(
    ("one", "other", "other_is_public", "expected"),
    [
        ("f", "g", True, "double-funding.same"),
        ("f", "g", False, "overlap.same"),
        ("f", "f", True, "overlap.same"),
        ("f", None, True, "overlap.same"),
    ],
)
def test_paid_twice(one: str, other: str | None, other_is_public: bool, expected: str) -> None:
    fundings = (Funding("f", "State"), Funding("g", "Other", is_public=other_is_public))
    pathway = teaching_town(teaching("a", funding=one), teaching("b", funding=other), fundings=fundings)
    assert pairs(pathway) == [(expected, ("a", "b"), 18)]


# --- modules without a gap, gaps without a module -------------------------------------------------


def working_town(*courses: Offer, stations: tuple[str, ...] = ()) -> Pathway:
    """Four profiles: with L3, which the job asks for, or with L2; with and without a permit."""
    keys = (*(stations or [course.key for course in courses]), "job")
    whole = town(
        (*courses, JOB),
        arrows(*(f"{key}>job" for key in keys[:-1])),
        entry=keys,
        attributes=(WORK, LANGUAGE, PERMIT),
        space=ProfileSpace({"language": ("L2", "L3"), "permit": ("no", "yes")}),
        fundings=(Funding("state", "Programme", is_programme=True),),
    )
    return replace(whole, concept=replace(whole.concept, stations=keys))


MODULE = offer("module", raises("language", "L3", "L2"), months=3, funding="state")
REGULAR = offer("regular", raises("language", "L3", "L2"), months=12)


def modules(pathway: Pathway) -> list[Finding]:
    return found(pathway, Code.MODULE_WITHOUT_GAP, thorough=True)


def test_whoever_starts_the_module_gets_there_in_the_regular_system_too() -> None:
    (finding,) = modules(working_town(MODULE, REGULAR))
    assert (finding.stations, finding.funding, finding.profiles.count) == (("module",), "state", 2)
    assert finding.witness is not None
    assert [(step.station, step.ends) for step in finding.witness.way] == [("regular", 12), ("job", 13)]


def test_a_regular_way_that_is_too_long_or_not_for_all_is_none() -> None:
    pathway = working_town(MODULE, REGULAR)
    late = replace(pathway, settings=replace(pathway.settings, horizon_months=12))
    assert modules(late) == []
    assert modules(working_town(MODULE, replace(REGULAR, access=only_for(permit="yes")))) == []
    assert modules(working_town(MODULE)) == []


def test_the_regular_way_may_not_use_another_programme() -> None:
    assert modules(working_town(MODULE, replace(REGULAR, funding="state"))) == []


def test_a_module_nobody_starts_is_not_meant() -> None:
    closed = replace(MODULE, access=only_for(language="L0"))
    assert modules(working_town(closed, REGULAR)) == []


def gaps_that_would_close(pathway: Pathway) -> list[tuple[tuple[str, ...], str, int]]:
    findings = found(pathway, Code.GAP_WITHOUT_MODULE, thorough=True)
    return [(f.stations, f.group["permit"], f.profiles.count) for f in findings]


def test_a_course_that_is_no_station_would_close_a_gap_and_advice_would_not() -> None:
    advice = offer("advice", kind=Kind.ACCOMPANIMENT)
    pathway = working_town(REGULAR, advice, stations=("job",))
    pathway = replace(pathway, concept=replace(pathway.concept, stations=("job",), entry_points=("job",)))
    assert gaps_that_would_close(pathway) == [(("regular",), "no", 1), (("regular",), "yes", 1)]


def test_an_offer_helps_only_where_it_is() -> None:
    far = replace(REGULAR, territory=("99001002",))
    pathway = replace(working_town(far), places=PLACES)
    pathway = replace(pathway, concept=replace(pathway.concept, stations=("job",), entry_points=("job",)))
    pathway = replace(pathway, concept=replace(pathway.concept, transitions=()))
    findings = found(pathway, Code.GAP_WITHOUT_MODULE, thorough=True)
    assert {finding.profiles.places for finding in findings} == {("99001002",)}
    assert {finding.witness.profile.place for finding in findings if finding.witness} == {"99001002"}


def test_whom_the_arrows_alone_would_help_does_not_count() -> None:
    """The way through the regular course is there but for a first arrow; another course would only draw it."""
    first = offer("first", raises("language", "L1", "L0"))
    pathway = working_town(REGULAR, first, stations=("regular",))
    pathway = replace(pathway, concept=replace(pathway.concept, entry_points=("job",)))
    assert gaps_that_would_close(pathway) == []


def test_an_offer_that_speaks_of_what_the_file_does_not_know_is_left_out() -> None:
    strange = offer("strange", raises("certificate", "HSA9"))
    stranger = offer("stranger", raises("language", "C2"))
    pathway = working_town()
    report = check(pathway, asked(pathway, thorough=True), available=(strange, stranger))
    assert not [f for f in report.findings if f.code is Code.GAP_WITHOUT_MODULE]
