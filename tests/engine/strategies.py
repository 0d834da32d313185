"""Random small concepts: every part of the model occurs, small enough to be counted by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

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
    Funding,
    Goal,
    Handover,
    Kind,
    Need,
    Offer,
    Outcome,
    Pathway,
    Period,
    Place,
    ProfileSpace,
    Reading,
    Scales,
    Settings,
    Transition,
    TransitionState,
    Value,
    Verdict,
    add_months,
)

Draw = st.DrawFn
Item = TypeVar("Item")

DATES = (dt.date(2026, 1, 31), dt.date(2026, 8, 1), dt.date(2027, 2, 15))
PLACES = (Place("99001001", "Aue"), Place("99001002", "Berg"))
COMPLETE = Handover("counsellor", "teacher", "in person", 14, "certificate", "in writing")
VERDICTS = (Verdict.OPEN,) * 16 + tuple(Verdict)
STATES = (None, TransitionState.AGREED, *TransitionState)
LASTS = {Kind.MEASURE: (1, 2, 3, 4, 5, 7), Kind.LEGAL_STEP: (0, 1, 2, 3), Kind.ACCOMPANIMENT: (0,)}
KINDS = (Kind.MEASURE,) * 3 + (Kind.LEGAL_STEP, Kind.ACCOMPANIMENT)


def choose(draw: Draw, items: Sequence[Item], one_in: int = 0) -> Item | None:
    """One of the items; `one_in` n draws gives one, the other times nothing (0: always one)."""
    if one_in and draw(st.integers(1, one_in)) > 1:
        return None
    return draw(st.sampled_from(items))


def subset(
    draw: Draw, items: Sequence[Item], smallest: int = 0, largest: int | None = None
) -> tuple[Item, ...]:
    size = len(items) if largest is None else largest
    chosen = draw(st.lists(st.sampled_from(range(len(items))), min_size=smallest, max_size=size, unique=True))
    return tuple(items[i] for i in sorted(chosen))


@st.composite
def attributes(draw: Draw, key: str) -> Attribute:
    ordered = draw(st.booleans())
    values = [f"{key}{i}" for i in range(draw(st.sampled_from((2, 3, 3))))]
    ranks = [None if ordered else draw(st.sampled_from((None, 0, 1, 2))) for _ in values]
    return Attribute(
        key,
        "ordered" if ordered else "unordered",
        tuple(Value(value, {"de": value.upper()}, rank) for value, rank in zip(values, ranks, strict=True)),
        groups=draw(st.booleans()),
    )


@st.composite
def scales(draw: Draw) -> Scales:
    chosen = tuple(draw(attributes(key)) for key in "abc"[: draw(st.sampled_from((1, 2, 2, 3)))])
    clocks = [Clock(key, "fixed") for key in ("age", "stay")[: draw(st.integers(0, 2))]]
    if draw(st.booleans()):
        attribute = draw(st.sampled_from(chosen))
        values = subset(draw, [v.key for v in attribute.values], 1, len(attribute.values) - 1)
        clocks.append(
            Clock("held", "since", attribute=attribute.key, values=values, from_start=draw(st.booleans()))
        )
    return Scales(chosen, tuple(clocks))


@st.composite
def conditions(draw: Draw, known: Scales, date: dt.date, rare: int = 1) -> Condition:
    """`rare` times as seldom anything is asked for."""
    values: dict[str, tuple[str, ...]] = {}
    clocks: dict[str, ClockLimit] = {}
    begun_by: dict[str, dt.date] = {}
    if attribute := choose(draw, known.attributes, one_in=3 * rare):
        values[attribute.key] = subset(draw, [v.key for v in attribute.values], 1)
    if known.clocks and (clock := choose(draw, known.clocks, one_in=2 + rare)):
        low, high = draw(st.integers(0, 6)), draw(st.integers(0, 14))
        if clock.kind == "since":
            clocks[clock.key] = ClockLimit(minimum=low)
        elif draw(st.integers(0, 5)) == 0:
            day = dt.timedelta(days=draw(st.integers(0, 1)))
            begun_by[clock.key] = add_months(date, draw(st.integers(-5, 2))) - day
        else:
            both = (ClockLimit(low, None), ClockLimit(None, high), ClockLimit(low, low + high))
            clocks[clock.key] = draw(st.sampled_from(both))
    return Condition(values, clocks, begun_by)


@st.composite
def periods(draw: Draw, date: dt.date, one_in: int = 5) -> Period:
    """Mostly always; otherwise with ends around the date, one day beside a month's beginning or on it."""
    if draw(st.integers(1, one_in)) > 1:
        return ALWAYS
    first = draw(st.integers(-4, 8))
    days = [
        add_months(date, month) + dt.timedelta(days=draw(st.integers(-1, 1)))
        for month in (first, first + draw(st.integers(1, 14)))
    ]
    return draw(st.sampled_from((Period(days[0], None), Period(None, days[1]), Period(days[0], days[1]))))


@st.composite
def effects(draw: Draw, attribute: Attribute) -> Effect:
    last = len(attribute.values) - 1
    if attribute.kind == "unordered":
        target = draw(st.integers(0, last))
        source = draw(st.sampled_from((None, *range(last + 1))))
    else:
        target = draw(st.integers(1, last))
        source = draw(st.sampled_from((None, target - 1, target - 1, *range(target))))
    keys = [value.key for value in attribute.values]
    return Effect(attribute.key, keys[target], None if source is None else keys[source])


@st.composite
def outcomes(draw: Draw, known: Scales, key: str, kind: Kind) -> Outcome:
    changed = subset(draw, known.attributes, 0 if draw(st.integers(0, 2)) == 0 else 1, 2)
    lasts = None if kind is Kind.ACCOMPANIMENT or draw(st.integers(0, 3)) else draw(st.integers(1, 5))
    return Outcome(
        key,
        tuple(draw(effects(attribute)) for attribute in changed),
        is_failure=draw(st.booleans()),
        months=lasts,
    )


@st.composite
def offers(
    draw: Draw, key: str, known: Scales, fundings: Sequence[Funding], date: dt.date, rare: int
) -> Offer:
    kind = draw(st.sampled_from(KINDS))
    rules = [
        AccessRule(
            draw(st.sampled_from(VERDICTS)),
            draw(conditions(known, date, rare)),
            draw(periods(date, 5 * rare)),
        )
        for _ in range(draw(st.integers(1, 2)))
    ]
    funding = choose(draw, fundings, one_in=2) if fundings else None
    return Offer(
        key,
        {"de": key.upper()},
        kind,
        draw(st.sampled_from(LASTS[kind])),
        tuple(rules),
        tuple(
            draw(outcomes(known, f"{key}-{i}", kind))
            for i in range(draw(st.sampled_from((0, 1, 1, 1, 2, 2, 3))))
        ),
        funding=funding.key if funding else None,
        period=draw(periods(date, 5 * rare)),
        territory=choose(draw, [(), *[(p.key,) for p in PLACES]], one_in=8 * rare),
        start_months=choose(draw, [(2,), (8,), (3, 9), (5, 6, 7)], one_in=6) or (),
        conditions=choose(draw, [("A place must be free.",)], one_in=10 * rare) or (),
    )


@st.composite
def concepts(draw: Draw, known: Scales, keys: Sequence[str], date: dt.date) -> Concept:
    stations = keys if draw(st.integers(0, 5)) else subset(draw, keys, 1)
    transitions = [
        Transition(
            origin,
            target,
            state,
            draw(conditions(known, date)) if draw(st.integers(0, 5)) == 0 else Condition(),
            handover=draw(st.sampled_from((COMPLETE, Handover(), Handover("counsellor", "teacher")))),
        )
        for origin in stations
        for target in stations
        if (state := draw(st.sampled_from(STATES)))
    ]
    goals = []
    for number in range(draw(st.integers(1, 2))):
        fewest = min(draw(st.sampled_from((1, 2, 3, 3))), len(known.attributes))
        wanted = subset(draw, known.attributes, fewest)
        values = {attribute.key: (attribute.values[-1].key,) for attribute in wanted}
        goals.append(Goal(f"goal{number}", {"de": "Ziel"}, Condition(values)))
    return Concept(
        tuple(stations), subset(draw, stations, min(2, len(stations)), 3), tuple(transitions), tuple(goals)
    )


@st.composite
def profile_spaces(draw: Draw, known: Scales) -> ProfileSpace:
    values = {
        attribute.key: subset(draw, [value.key for value in attribute.values], 1, 2)
        for attribute in known.attributes
        if draw(st.booleans())
    }
    clocks = {
        clock.key: tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1, max_size=2))))
        for clock in known.clocks
        if draw(st.integers(0, 3))
    }
    same_as = {}
    if len(known.clocks) > 1 and draw(st.booleans()):
        same_as[known.clocks[-1].key] = known.clocks[0].key
        clocks.pop(known.clocks[-1].key, None)
    return ProfileSpace(values, clocks, same_as)


@st.composite
def needs(draw: Draw, known: Scales, places: Sequence[Place], date: dt.date) -> tuple[Need, ...]:
    counted = ((3, 3), (5, None), (None, 4), (None, None))
    drawn = []
    for number in range(draw(st.integers(0, 2))):
        where = None if draw(st.booleans()) else subset(draw, [place.key for place in places], 1)
        minimum, maximum = draw(st.sampled_from(counted))
        values = draw(conditions(known, date)).values
        drawn.append(Need(f"need{number}", Condition(values), where, minimum, maximum))
    return tuple(drawn)


@st.composite
def small_pathways(draw: Draw) -> Pathway:
    date = draw(st.sampled_from(DATES))
    known, rare = draw(scales()), draw(st.sampled_from((1, 4)))
    fundings = tuple(
        Funding(f"fund{i}", "Fund", draw(periods(date, 2))) for i in range(draw(st.integers(0, 2)))
    )
    keys = [f"offer{i}" for i in range(draw(st.sampled_from((2, 3, 4, 5, 6))))]
    places = PLACES[: draw(st.integers(1, 2))]
    limits = Settings(
        draw(st.sampled_from((3, 5, 8, 12, 24))), draw(st.integers(0, 3)), draw(st.sampled_from((1, 1, 2, 3)))
    )
    return Pathway(
        "A small town",
        known,
        tuple(draw(offers(key, known, fundings, date, rare)) for key in keys),
        draw(concepts(known, keys, date)),
        draw(profile_spaces(known)),
        places,
        fundings=fundings,
        needs=draw(needs(known, places, date)),
        settings=limits,
        date=date,
    )


@st.composite
def questions(draw: Draw, pathway: Pathway) -> Question:
    """About this pathway: mostly as it stands, sometimes of another day, some places, some profiles."""
    date = pathway.date or DATES[0]
    only: dict[str, tuple[str, ...]] = {}
    if named := choose(draw, [None, *pathway.profiles.values], one_in=4):
        only[named] = subset(draw, pathway.profiles.values[named], 1)
    return Question(
        add_months(date, draw(st.sampled_from((0, 0, 0, 3, -2)))),
        draw(st.sampled_from(Reading)),
        draw(st.sampled_from(TransitionState)),
        only,
        None if draw(st.integers(0, 3)) else subset(draw, [place.key for place in pathway.places], 1),
    )


@st.composite
def small_cases(draw: Draw) -> tuple[Pathway, Question]:
    pathway = draw(small_pathways())
    return pathway, draw(questions(pathway))


@st.composite
def funded_cases(draw: Draw) -> tuple[Pathway, Question]:
    """Half of the offers are paid from one funding that ends soon; some of them end with it."""
    pathway, question = draw(small_cases())
    end = add_months(question.date, draw(st.integers(1, 9))) - dt.timedelta(days=draw(st.integers(0, 2)))
    money = Funding("money", "Programme", Period(None, end), is_programme=True)

    def paid(offer: Offer) -> Offer:
        if draw(st.booleans()):
            return replace(offer, funding=None, period=ALWAYS)
        rules = tuple(
            replace(rule, period=draw(st.sampled_from((rule.period, money.period)))) for rule in offer.access
        )
        return replace(
            offer, funding="money", period=draw(st.sampled_from((ALWAYS, money.period))), access=rules
        )

    return replace(pathway, fundings=(money,), offers=tuple(map(paid, pathway.offers))), question
