"""``python -m staffelstab.engine.check.warm`` compiles the kernels once, so that the first check need not wait for it.

A tiny concept is asked every question that runs compiled code. Compiled code lies beside the source (see `jit.py`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from staffelstab.engine.check.check import check
from staffelstab.engine.check.checker import Checker
from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import (
    AccessRule,
    Attribute,
    Clock,
    ClockLimit,
    Concept,
    Condition,
    Effect,
    Funding,
    Goal,
    Offer,
    Outcome,
    Pathway,
    Period,
    Place,
    ProfileSpace,
    Scales,
    Settings,
    Transition,
    TransitionState,
    Value,
)

DAY = dt.date(2026, 1, 1)


def tiny_pathway() -> Pathway:
    """Two courses, a job, both kinds of clocks, a funding that ends; a circle, a long wait, a goal that comes late."""
    language = Attribute("language", "ordered", tuple(Value(key) for key in ("none", "some", "good")))
    work = Attribute("work", "ordered", (Value("none"), Value("job")))
    clocks = (Clock("stay", "fixed"), Clock("learning", "since", attribute="language", values=("some",)))
    waited = Condition(clocks={"learning": ClockLimit(2, None)})
    good = Condition({"language": ("good",)}, {"stay": ClockLimit(18, None)})
    later = AccessRule(when=good, period=Period(dt.date(2027, 4, 1), None))
    funding = Funding("programme", "Programme", Period(None, dt.date(2027, 12, 31)), is_programme=True)
    offers = (
        _course("first", Effect("language", "some"), funding="programme"),
        _course("second", Effect("language", "good"), access=(AccessRule(when=waited),), start_months=(11,)),
        _course("job", Effect("work", "job"), access=(later,)),
    )
    pairs = (("first", "second"), ("first", "first"), ("second", "job"))
    concept = Concept(
        tuple(offer.key for offer in offers),
        ("first",),
        tuple(Transition(*pair, state=TransitionState.AGREED) for pair in pairs),
        (Goal("job", {"en": "a job"}, Condition({"work": ("job",)})),),
    )
    space = ProfileSpace({"language": ("none", "some")}, {"stay": (0, 6)})
    places = (Place("99001001", "Here"),)
    scales = Scales((language, work), clocks)
    return Pathway(
        "Tiny", scales, offers, concept, space, places, fundings=(funding,), settings=Settings(16), date=DAY
    )


def _course(key: str, effect: Effect, **more: object) -> Offer:
    passed = (Outcome("passed", (effect,)), Outcome("failed", is_failure=True))
    return replace(Offer(key, {"en": key}, months=1, outcomes=passed), **more)  # type: ignore[arg-type]


def slow_pathway() -> Pathway:
    """Most months of the only way bring nothing: what looks for a better way is asked, too."""
    pathway = tiny_pathway()
    empty = replace(_course("first", Effect("language", "some")), months=6, outcomes=(Outcome("over"),))
    offers = (empty, _course("job", Effect("work", "job")))
    arrow = Transition("first", "job", state=TransitionState.AGREED)
    concept = replace(pathway.concept, stations=("first", "job"), transitions=(arrow,))
    return replace(pathway, offers=offers, concept=concept)


def warm() -> None:
    """Run everything compiled once; what was compiled before is only loaded."""
    check(slow_pathway(), Question(DAY))
    pathway = tiny_pathway()
    question = Question(DAY, thorough=True, law_until=dt.date(2028, 1, 1))
    checker = Checker(pathway, question)
    concept = pathway.concept
    checker.edit(replace(pathway, concept=replace(concept, transitions=concept.transitions[:-1])))


if __name__ == "__main__":
    warm()
