"""Random edits of a small concept: everything a coordinator does in the editor, and things nobody should do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from staffelstab.engine.model import (
    Condition,
    Handover,
    Kind,
    Need,
    Offer,
    Pathway,
    Period,
    Place,
    Settings,
    Transition,
    TransitionState,
    add_months,
)
from tests.engine.strategies import (
    COMPLETE,
    DATES,
    Draw,
    choose,
    conditions,
    offers,
    outcomes,
    periods,
    profile_spaces,
    subset,
)

Edit = Callable[[Draw, Pathway], Pathway]


def _concept(pathway: Pathway, **changed: object) -> Pathway:
    return replace(pathway, concept=replace(pathway.concept, **changed))  # type: ignore[arg-type]


def draw_an_arrow(draw: Draw, pathway: Pathway) -> Pathway:
    """A new transition between two stations, or the one that is there already, somewhere in the list."""
    ends = draw(st.sampled_from(pathway.concept.stations)), draw(st.sampled_from(pathway.concept.stations))
    arrow = Transition(*ends, state=draw(st.sampled_from(TransitionState)), handover=COMPLETE)
    others = [t for t in pathway.concept.transitions if (t.origin, t.target) != ends]
    others.insert(draw(st.integers(0, len(others))), arrow)
    return _concept(pathway, transitions=tuple(others))


def delete_an_arrow(draw: Draw, pathway: Pathway) -> Pathway:
    arrows = list(pathway.concept.transitions)
    if arrows:
        arrows.pop(draw(st.integers(0, len(arrows) - 1)))
    return _concept(pathway, transitions=tuple(arrows))


def _one_arrow(draw: Draw, pathway: Pathway, **changed: object) -> Pathway:
    arrows = list(pathway.concept.transitions)
    if arrows:
        at = draw(st.integers(0, len(arrows) - 1))
        arrows[at] = replace(arrows[at], **changed)  # type: ignore[arg-type]
    return _concept(pathway, transitions=tuple(arrows))


def agree_an_arrow(draw: Draw, pathway: Pathway) -> Pathway:
    return _one_arrow(draw, pathway, state=draw(st.sampled_from(TransitionState)))


def narrow_an_arrow(draw: Draw, pathway: Pathway) -> Pathway:
    date = pathway.date or DATES[0]
    group = draw(st.one_of(st.just(Condition()), conditions(pathway.scales, date)))
    return _one_arrow(draw, pathway, when=group)


def settle_a_handover(draw: Draw, pathway: Pathway) -> Pathway:
    handover = draw(st.sampled_from((COMPLETE, Handover(), Handover("counsellor"))))
    return _one_arrow(draw, pathway, handover=handover, agreement=draw(st.sampled_from(("", "signed"))))


def move_the_entry(draw: Draw, pathway: Pathway) -> Pathway:
    return _concept(pathway, entry_points=subset(draw, pathway.concept.stations, 0, 3))


def add_or_remove_a_station(draw: Draw, pathway: Pathway) -> Pathway:
    """The station list may lose, gain or reorder stations; transitions to absent ones do not count."""
    keys = [offer.key for offer in pathway.offers]
    chosen = subset(draw, keys, 1)
    if draw(st.integers(0, 3)) == 0:
        chosen = tuple(draw(st.permutations(chosen)))
    arrows = tuple(t for t in pathway.concept.transitions if {t.origin, t.target} <= set(chosen))
    entry = tuple(key for key in pathway.concept.entry_points if key in chosen)
    return _concept(pathway, stations=chosen, transitions=arrows, entry_points=entry)


def _one_offer(draw: Draw, pathway: Pathway, change: Callable[[Offer], Offer]) -> Pathway:
    at = draw(st.integers(0, len(pathway.offers) - 1))
    changed = tuple(change(offer) if i == at else offer for i, offer in enumerate(pathway.offers))
    return replace(pathway, offers=changed)


def change_who_may_enter(draw: Draw, pathway: Pathway) -> Pathway:
    date = pathway.date or DATES[0]

    def change(offer: Offer) -> Offer:
        first, *others = offer.access
        changed = replace(
            first, when=draw(conditions(pathway.scales, date)), note=draw(st.sampled_from("ab"))
        )
        return replace(offer, access=(changed, *others))

    return _one_offer(draw, pathway, change)


def change_the_territory(draw: Draw, pathway: Pathway) -> Pathway:
    keys = [place.key for place in pathway.places]
    territory = choose(draw, [None, (), *[(key,) for key in keys], tuple(keys)])
    return _one_offer(draw, pathway, lambda offer: replace(offer, territory=territory))


def change_the_text(draw: Draw, pathway: Pathway) -> Pathway:
    """Words only: a title, a risk, a sentence nobody can judge (the last makes the door less sure)."""
    changed = draw(
        st.sampled_from(({"title": {"de": "neu"}}, {"risks": ("late",)}, {"conditions": ("If free.",)}))
    )
    return _one_offer(draw, pathway, lambda offer: replace(offer, **changed))  # type: ignore[arg-type]


def change_the_offer(draw: Draw, pathway: Pathway) -> Pathway:
    """Months, period, starts, or what is different afterwards."""
    date = pathway.date or DATES[0]

    def change(offer: Offer) -> Offer:
        what = draw(st.integers(0, 3))
        if what == 0 and offer.kind is not Kind.ACCOMPANIMENT:
            return replace(offer, months=draw(st.integers(0 if offer.kind is Kind.LEGAL_STEP else 1, 6)))
        if what == 1:
            return replace(offer, period=draw(periods(date, 2)))
        if what == 2:
            return replace(offer, start_months=draw(st.sampled_from(((), (2,), (3, 9)))))
        return replace(offer, outcomes=(draw(outcomes(pathway.scales, f"{offer.key}-new", offer.kind)),))

    return _one_offer(draw, pathway, change)


def replace_an_offer(draw: Draw, pathway: Pathway) -> Pathway:
    date = pathway.date or DATES[0]
    return _one_offer(
        draw, pathway, lambda offer: draw(offers(offer.key, pathway.scales, pathway.fundings, date, 1))
    )


def change_the_funding(draw: Draw, pathway: Pathway) -> Pathway:
    date = pathway.date or DATES[0]
    changed = tuple(
        replace(f, period=Period(None, add_months(date, draw(st.integers(0, 12))))) for f in pathway.fundings
    )
    return replace(pathway, fundings=changed)


def change_the_needs(draw: Draw, pathway: Pathway) -> Pathway:
    return replace(pathway, needs=(Need("counted", Condition(), None, draw(st.integers(0, 5)), 9),))


def change_the_frame(draw: Draw, pathway: Pathway) -> Pathway:
    """What nobody can follow step by step: goals, limits, profiles, places, or the whole scales."""
    what = draw(st.integers(0, 4))
    if what == 0:
        attribute = draw(st.sampled_from(pathway.scales.attributes))
        goal = replace(pathway.concept.goals[0], when=Condition({attribute.key: (attribute.values[-1].key,)}))
        return _concept(pathway, goals=(goal,))
    if what == 1:
        return replace(pathway, settings=Settings(draw(st.integers(2, 12)), draw(st.integers(0, 3)), 2))
    if what == 2:
        return replace(pathway, profiles=draw(profile_spaces(pathway.scales)))
    if what == 3:
        return replace(pathway, places=(*pathway.places, Place("99001009", "Caub")))
    return _other_scales(draw, pathway)


def _other_scales(draw: Draw, pathway: Pathway) -> Pathway:
    """Another order of the values of one attribute, or clocks that count otherwise."""
    known = pathway.scales
    attribute = draw(st.sampled_from(known.attributes))
    turned = replace(attribute, values=attribute.values[::-1], groups=not attribute.groups)
    clocks = tuple(replace(c, from_start=not c.from_start) if c.kind == "since" else c for c in known.clocks)
    attributes = tuple(turned if a.key == attribute.key else a for a in known.attributes)
    return replace(pathway, scales=replace(known, attributes=attributes, clocks=clocks))


def change_nothing(draw: Draw, pathway: Pathway) -> Pathway:
    return replace(pathway, title="Another town", notes=("a note",))


OFTEN: tuple[Edit, ...] = (
    draw_an_arrow,
    delete_an_arrow,
    agree_an_arrow,
    narrow_an_arrow,
    settle_a_handover,
    move_the_entry,
    change_who_may_enter,
    change_the_territory,
    change_the_text,
    change_the_offer,
)
SELDOM: tuple[Edit, ...] = (
    add_or_remove_a_station,
    replace_an_offer,
    change_the_funding,
    change_the_needs,
    change_the_frame,
    change_nothing,
)


@st.composite
def edited(draw: Draw, pathway: Pathway) -> Pathway:
    """The pathway after one edit."""
    return draw(st.sampled_from(OFTEN * 2 + SELDOM))(draw, pathway)
