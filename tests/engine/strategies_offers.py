"""Random small concepts in which organisations sign, offers resemble each other and some offers are no station."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import (
    AccessRule,
    Agreement,
    Condition,
    Effect,
    Funding,
    Kind,
    Offer,
    Organisation,
    Outcome,
    Pathway,
    Period,
    TransitionState,
    add_months,
)
from tests.engine.strategies import Draw, small_cases, subset

ORGANISATIONS = (Organisation("school", "School"), Organisation("centre", "Job centre"))
NAMED = ("", "signed0", "signed0", "signed1", "Treaty", "some paper")


@st.composite
def agreements(draw: Draw, date: dt.date) -> tuple[Agreement, ...]:
    """None, or some; both may have the same title, end the day before the question or begin the day after."""
    kept = []
    for number in range(draw(st.integers(0, 2))):
        parties = subset(draw, [o.key for o in ORGANISATIONS], draw(st.integers(0, 2)))
        days = [add_months(date, months) - dt.timedelta(days=1) for months in (-3, 0, 3)]
        spans = (Period(), Period(None, days[1]), Period(date, date), Period(days[2], None))
        title = draw(st.sampled_from(("Treaty", "Treaty", "Another treaty")))
        kept.append(Agreement(f"signed{number}", title, parties, draw(st.sampled_from(spans))))
    return tuple(kept)


@st.composite
def with_partners(draw: Draw, pathway: Pathway, date: dt.date) -> Pathway:
    keys = (None, *[o.key for o in ORGANISATIONS] * 3)
    concept = pathway.concept
    states = (TransitionState.AGREED, TransitionState.AGREED, None)
    arrows = tuple(
        replace(t, agreement=draw(st.sampled_from(NAMED)), state=draw(st.sampled_from(states)) or t.state)
        for t in concept.transitions
    )
    return replace(
        pathway,
        organisations=ORGANISATIONS,
        agreements=draw(agreements(date)),
        offers=tuple(replace(o, organisation=draw(st.sampled_from(keys))) for o in pathway.offers),
        concept=replace(concept, transitions=arrows),
    )


@st.composite
def resembling(draw: Draw, offer: Offer, model: Offer, narrow: AccessRule) -> Offer:
    """Sometimes the offer itself; else with the outcomes of the model and other doors: the same, open, or narrow."""
    if not draw(st.integers(0, 2)):
        return offer
    like = replace(offer, kind=Kind.MEASURE, months=max(1, offer.months), outcomes=model.outcomes)
    doors = (offer.access, model.access, model.access, (AccessRule(),), (narrow,))
    return replace(like, access=draw(st.sampled_from(doors)), conditions=())


@st.composite
def paid(draw: Draw, pathway: Pathway) -> Pathway:
    """Three fundings, the first ones with the periods that the town's fundings had; most of them public."""
    periods = [funding.period for funding in pathway.fundings]
    fundings = tuple(
        Funding(f"fund{number}", "Fund", period, draw(st.booleans()), is_public=draw(st.integers(0, 4)) > 0)
        for number, period in enumerate((*periods, Period(), Period(), Period()))
    )
    keys = (None, *(funding.key for funding in fundings))
    offers = tuple(replace(o, funding=draw(st.sampled_from(keys))) for o in pathway.offers)
    return replace(pathway, fundings=fundings, offers=offers)


def without_last_station(pathway: Pathway) -> Pathway:
    """The last station stays an offer of the file."""
    concept, gone = pathway.concept, pathway.concept.stations[-1:]
    return replace(
        pathway,
        concept=replace(
            concept,
            stations=concept.stations[:-1],
            entry_points=tuple(key for key in concept.entry_points if key not in gone),
            transitions=tuple(t for t in concept.transitions if not {t.origin, t.target} & {*gone}),
        ),
    )


def narrow_door(pathway: Pathway) -> AccessRule:
    """Open to those who enter with the first value of the first attribute."""
    first = pathway.scales.attributes[0]
    return AccessRule(when=Condition({first.key: (first.values[0].key,)}))


def with_everybody(pathway: Pathway) -> Pathway:
    """People enter with every value of the first attribute, at every station."""
    first, space, concept = pathway.scales.attributes[0], pathway.profiles, pathway.concept
    values = {**space.values, first.key: tuple(value.key for value in first.values)}
    return replace(
        pathway,
        profiles=replace(space, values=values),
        concept=replace(concept, entry_points=concept.stations),
    )


def leading_to_goal(offer: Offer, pathway: Pathway) -> Offer:
    """The offer as a measure for anyone, always and everywhere, that sets what the first goal asks for."""
    goal = pathway.concept.goals[0].when.values
    done = Outcome("done", tuple(Effect(key, values[0]) for key, values in goal.items()))
    return Offer(offer.key, offer.title, months=max(1, offer.months), outcomes=(done,))


@st.composite
def offer_cases(draw: Draw) -> tuple[Pathway, Question]:
    """Asked thoroughly. In half of them many people enter everywhere, and offers resemble one that leads to a goal."""
    pathway, question = draw(small_cases())
    model, last = pathway.offers[0], pathway.offers[-1]
    if draw(st.booleans()):
        pathway = with_everybody(pathway)
        model = leading_to_goal(model, pathway) if draw(st.booleans()) else model
        last = leading_to_goal(last, pathway) if draw(st.booleans()) else last
    narrow = narrow_door(pathway)
    between = (draw(resembling(offer, model, narrow)) for offer in pathway.offers[1:-1])
    pathway = replace(pathway, offers=(model, *between, last))
    pathway = draw(with_partners(draw(paid(pathway)), question.date))
    if len(pathway.concept.stations) > 1 and draw(st.booleans()):
        pathway = without_last_station(pathway)
    return pathway, replace(question, thorough=True)
