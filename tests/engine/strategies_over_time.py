"""Random small concepts in which something can be lost, the law changes, or measures lead nowhere.

Half of them are towns in which a job can usually be reached, so that there is something to lose.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import (
    ALWAYS,
    AccessRule,
    Attribute,
    Clock,
    ClockLimit,
    Concept,
    Condition,
    Effect,
    Goal,
    Kind,
    Offer,
    Organisation,
    Outcome,
    Pathway,
    Period,
    ProfileSpace,
    Reading,
    Scales,
    Settings,
    Transition,
    TransitionState,
    Value,
)
from tests.engine.strategies import DATES, PLACES, Draw, choose, funded_cases, needs, small_cases, subset

ORGANISATIONS = (Organisation("school", "School"), Organisation("office", "Office"))
MONTH = 31
LEVELS = tuple(f"L{i}" for i in range(3))
LANGUAGE = Attribute("language", "ordered", tuple(map(Value, LEVELS)), groups=True)
STATUS = Attribute("status", "unordered", (Value("none"), Value("toleration"), Value("permit")))
WORK = Attribute("work", "ordered", (Value("none"), Value("job")))
HELD = Clock("held", "since", attribute="status", values=("toleration", "permit"))
TOWN = Scales((LANGUAGE, STATUS, WORK), (Clock("age", "fixed"), HELD))
RAISES_LANGUAGE = tuple(Effect("language", level, source) for level, source in (("L1", "L0"), ("L2", "L1")))
SETS_STATUS = tuple(Effect("status", value.key) for value in STATUS.values)
GETS_WORK = (Effect("work", "job"),)


@st.composite
def doors(draw: Draw) -> tuple[AccessRule, ...]:
    """Open to anyone, or only with a language, a status or after some months."""
    language = {"language": LEVELS[draw(st.integers(1, 2)) :]}
    shown = {draw(st.sampled_from(("age", "held"))): ClockLimit(draw(st.integers(1, 9)))}
    status = {"status": (draw(st.sampled_from(STATUS.values)).key,)}
    asked = (
        Condition(),
        Condition(language),
        Condition(status),
        Condition(clocks=shown),
        Condition(language),
    )
    chosen = draw(st.lists(st.sampled_from(asked), min_size=1, max_size=2))
    return tuple(AccessRule(when=when) for when in chosen)


@st.composite
def town_offers(draw: Draw, key: str) -> Offer:
    """A measure that helps or does not, a legal step, or accompaniment."""
    kind = draw(
        st.sampled_from((Kind.MEASURE, Kind.MEASURE, Kind.MEASURE, Kind.LEGAL_STEP, Kind.ACCOMPANIMENT))
    )
    effects: Sequence[Effect] = SETS_STATUS if kind is Kind.LEGAL_STEP else RAISES_LANGUAGE
    outcomes = [Outcome("helps", (draw(st.sampled_from(effects)),))]
    if kind is Kind.MEASURE and draw(st.booleans()):
        outcomes = [Outcome("nothing"), *outcomes][: draw(st.integers(1, 2))]
    months = {Kind.MEASURE: (1, 7), Kind.LEGAL_STEP: (0, 3), Kind.ACCOMPANIMENT: (0, 0)}[kind]
    return Offer(
        key,
        {"de": key},
        kind,
        draw(st.integers(*months)),
        draw(doors()),
        tuple(outcomes),
        start_months=choose(draw, [(2,), (3, 9)], one_in=6) or (),
    )


@st.composite
def town_cases(draw: Draw) -> tuple[Pathway, Question]:
    """One or two jobs behind other offers."""
    date = draw(st.sampled_from(DATES))
    jobs = [
        Offer(
            f"job{i}",
            {"de": "job"},
            Kind.MEASURE,
            draw(st.integers(1, 7)),
            draw(doors()),
            (Outcome("job", GETS_WORK),),
        )
        for i in range(draw(st.integers(1, 2)))
    ]
    others = [draw(town_offers(f"offer{i}")) for i in range(draw(st.integers(2, 4)))]
    keys = [offer.key for offer in (*others, *jobs)]
    transitions = [
        Transition(origin, target, TransitionState.AGREED)
        for origin in keys[: len(others)]
        for target in keys
        if origin != target and draw(st.integers(0, 2))
    ]
    entry = subset(draw, keys[: len(others)], 1, 2) + (
        subset(draw, keys, 0, 1) if draw(st.booleans()) else ()
    )
    goal = Goal("job", {"de": "Ziel"}, Condition({"work": ("job",)}))
    pathway = Pathway(
        "A town",
        TOWN,
        (*others, *jobs),
        Concept(tuple(keys), tuple(dict.fromkeys(entry)), tuple(transitions), (goal,)),
        ProfileSpace(
            {"language": LEVELS, "status": subset(draw, [v.key for v in STATUS.values], 1, 2)},
            {"age": (0, 4)},
        ),
        PLACES[:1],
        needs=draw(needs(TOWN, PLACES[:1], date)),
        settings=Settings(draw(st.sampled_from((8, 12, 24)))),
        date=date,
    )
    return pathway, Question(date)


@st.composite
def owned_cases(draw: Draw) -> tuple[Pathway, Question]:
    """Offers belong to organisations; sometimes nobody counts a few persons."""
    pathway, question = draw(st.one_of(town_cases(), town_cases(), small_cases(), funded_cases()))
    owners = st.sampled_from((None, *(organisation.key for organisation in ORGANISATIONS)))
    offers = tuple(replace(offer, organisation=draw(owners)) for offer in pathway.offers)
    limits = replace(pathway.settings, single_point_persons=draw(st.sampled_from((0, 1, 4, 6))))
    owned = replace(pathway, offers=offers, organisations=ORGANISATIONS, settings=limits)
    return owned, replace(question, thorough=True)


@st.composite
def law_cases(draw: Draw) -> tuple[Pathway, Question, dt.date]:
    """Most access rules begin or end on one of two days around the date; some together with their offer."""
    pathway, question = draw(st.one_of(town_cases(), town_cases(), small_cases(), funded_cases()))
    until = question.date + dt.timedelta(days=draw(st.integers(2 * MONTH, 4 * MONTH)))
    days = [question.date + dt.timedelta(days=draw(st.integers(1, 3 * MONTH))) for _ in range(2)]

    def dated(rule: AccessRule) -> AccessRule:
        day, what = draw(st.sampled_from(days)), draw(st.sampled_from((0, 1, 0, 1, 2, 3, 4)))
        end = day - dt.timedelta(days=1)
        periods = (Period(day, None), Period(None, end), ALWAYS, Period(min(days), max(days)), rule.period)
        return replace(rule, period=periods[what])

    def shifted(offer: Offer) -> Offer:
        access = tuple(map(dated, offer.access))
        with_rule = draw(st.integers(1, 8)) == 8
        return replace(offer, access=access, period=access[0].period if with_rule else offer.period)

    return replace(pathway, offers=tuple(map(shifted, pathway.offers))), question, until


@st.composite
def idle_cases(draw: Draw) -> tuple[Pathway, Question]:
    """Many measures change nothing, and jobs come after them."""
    pathway, question = draw(st.one_of(town_cases(), town_cases(), small_cases()))

    def idle(offer: Offer) -> Offer:
        if offer.kind is not Kind.MEASURE or offer.key.startswith("job") or draw(st.integers(0, 2)) == 2:
            return offer
        return replace(offer, months=offer.months + draw(st.integers(0, 6)), outcomes=())

    return replace(pathway, offers=tuple(map(idle, pathway.offers))), replace(
        question, reading=Reading.LENIENT
    )
