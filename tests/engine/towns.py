"""Short words for building towns by hand; the towns themselves stand in the tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import (
    AccessRule,
    Attribute,
    Clock,
    Concept,
    Condition,
    Effect,
    Goal,
    Kind,
    Offer,
    Outcome,
    Pathway,
    Place,
    ProfileSpace,
    Scales,
    Transition,
    TransitionState,
    Value,
)

NEW_YEAR = dt.date(2027, 1, 1)
TOWN = Place("99001001", "Aue")
WORK = Attribute("work", "ordered", (Value("none"), Value("job")))
LANGUAGE = Attribute("language", "ordered", tuple(Value(f"L{i}") for i in range(4)))
AGREED = TransitionState.AGREED


def raises(attribute: str, to: str, source: str | None = None, *, months: int | None = None) -> Outcome:
    return Outcome(f"{attribute}-{to}", (Effect(attribute, to, source),), months=months)


def nothing_gained() -> Outcome:
    return Outcome("failed", is_failure=True)


def offer(key: str, *outcomes: Outcome, kind: Kind = Kind.MEASURE, months: int = 1, **more: object) -> Offer:
    """An offer open to anyone unless `access` says otherwise."""
    lasts = 0 if kind is Kind.ACCOMPANIMENT else months
    return replace(Offer(key, {"de": key}, kind, lasts, outcomes=outcomes), **more)  # type: ignore[arg-type]


def only_for(**values: str | tuple[str, ...]) -> tuple[AccessRule, ...]:
    allowed = {key: (value,) if isinstance(value, str) else value for key, value in values.items()}
    return (AccessRule(when=Condition(allowed)),)


def arrows(*pairs: str) -> tuple[Transition, ...]:
    """``"a>b"`` is an agreed transition from a to b."""
    ends = (pair.split(">") for pair in pairs)
    return tuple(Transition(origin, target, AGREED) for origin, target in ends)


def town(
    offers: tuple[Offer, ...],
    transitions: tuple[Transition, ...] = (),
    *,
    entry: tuple[str, ...],
    attributes: tuple[Attribute, ...] = (WORK,),
    clocks: tuple[Clock, ...] = (),
    goal: Mapping[str, tuple[str, ...]] | None = None,
    space: ProfileSpace | None = None,
    **more: object,
) -> Pathway:
    """A town of one place: all offers are stations, a job is the goal unless `goal` says otherwise."""
    goals = (Goal("goal", {"de": "Ziel"}, Condition(goal or {"work": ("job",)})),)
    concept = Concept(tuple(o.key for o in offers), entry, transitions, goals)
    whole = Pathway(
        "Town", Scales(attributes, clocks), offers, concept, space or ProfileSpace(), (TOWN,), date=NEW_YEAR
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def asked(pathway: Pathway, **more: object) -> Question:
    assert pathway.date is not None
    return replace(Question(pathway.date), **more)  # type: ignore[arg-type]
