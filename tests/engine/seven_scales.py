"""Seven scales with 13,440 situations, and small concepts on them with answers that were worked out before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import (
    AccessRule,
    Attribute,
    Concept,
    Condition,
    Effect,
    Goal,
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

TODAY = dt.date(2026, 1, 1)
QUESTION = Question(TODAY)
SIZES = {"residence": 6, "language": 7, "school": 5, "age": 4, "work": 2, "care": 2, "vocation": 4}
VOCATION_GOAL = SIZES["vocation"] - 1


def value(attribute: str, position: int) -> str:
    return f"{attribute}{position}"


ATTRIBUTES = tuple(
    Attribute(key, "ordered", tuple(Value(value(key, i)) for i in range(size))) for key, size in SIZES.items()
)
ALL_VALUES = {a.key: tuple(v.key for v in a.values) for a in ATTRIBUTES}
EVERYBODY = ProfileSpace(ALL_VALUES)
TRAINED = Goal(
    "trained", {"en": "Trained"}, Condition({**ALL_VALUES, "vocation": (value("vocation", VOCATION_GOAL),)})
)
"""Names all scales, for what nothing asks for is left out of the situations."""


def course(
    key: str,
    allows: Mapping[str, Sequence[int]],
    raises: tuple[str, int] | None,
    territory: tuple[str, ...] | None = None,
) -> Offer:
    """Success raises one attribute to a position (None: changes nothing), failure changes nothing."""
    when = Condition({a: tuple(value(a, i) for i in positions) for a, positions in allows.items()})
    effects = () if raises is None else (Effect(raises[0], value(*raises)),)
    outcomes = (Outcome("success", effects), Outcome("failure", (), is_failure=True))
    return Offer(
        key, {"en": key}, months=3, access=(AccessRule(when=when),), outcomes=outcomes, territory=territory
    )


def concept_of(
    offers: Sequence[Offer], entry_points: Sequence[str], arrows: Sequence[tuple[str, str]]
) -> Concept:
    transitions = tuple(Transition(a, b, TransitionState.AGREED) for a, b in arrows)
    return Concept(tuple(o.key for o in offers), tuple(entry_points), transitions, (TRAINED,))


def pathway_of(offers: Sequence[Offer], concept: Concept, places: Sequence[str] = ()) -> Pathway:
    return Pathway(
        "Seven scales",
        Scales(ATTRIBUTES),
        tuple(offers),
        concept,
        EVERYBODY,
        tuple(Place(key, key) for key in places),
        date=TODAY,
    )


def language(step: int) -> Offer:
    return course(f"language{step}", {"language": (step,)}, ("language", step + 1))


TRAINING = course(
    "training",
    {"vocation": (1, 2), "language": range(3, 7), "school": range(1, 5), "work": (1,)},
    ("vocation", VOCATION_GOAL),
)
IDLE = (course("idle0", {}, None), course("idle1", {}, None))


def chain() -> Pathway:
    offers = (language(0), language(1), language(2), TRAINING)
    arrows = [("language0", "language1"), ("language1", "language2"), ("language2", "training")]
    return pathway_of(offers, concept_of(offers, ["language0"], arrows))


def nothing_after() -> Pathway:
    offers = (language(0),)
    return pathway_of(offers, concept_of(offers, ["language0"], []))


def there_and_back() -> Pathway:
    return pathway_of(IDLE, concept_of(IDLE, ["idle0"], [("idle0", "idle1"), ("idle1", "idle0")]))


def there_only() -> Pathway:
    return pathway_of(IDLE, concept_of(IDLE, ["idle0"], [("idle0", "idle1")]))


def bridge() -> Pathway:
    offers = (language(2), IDLE[0], TRAINING)
    arrows = [("language2", "idle0"), ("idle0", "training")]
    return pathway_of(offers, concept_of(offers, ["language2"], arrows))


def complete() -> Pathway:
    """Everything leads to everything, itself included, and everything is an entry point."""
    offers = (
        language(0),
        language(1),
        language(2),
        course("school", {"school": (0,), "language": range(2, 7)}, ("school", 1)),
        course("permission", {"work": (0,), "residence": range(1, 6)}, ("work", 1)),
        course("coaching", {"vocation": (0,)}, ("vocation", 1)),
        TRAINING,
    )
    keys = [offer.key for offer in offers]
    return pathway_of(offers, concept_of(offers, keys, [(a, b) for a in keys for b in keys]))
