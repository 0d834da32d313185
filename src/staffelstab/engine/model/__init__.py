"""An offer says who may enter and what is different afterwards; nothing else."""

from staffelstab.engine.model.conditions import ANYONE, ClockLimit, Condition
from staffelstab.engine.model.offers import AccessRule, Effect, Kind, Offer, Outcome
from staffelstab.engine.model.pathway import (
    Agreement,
    Concept,
    Funding,
    Goal,
    Handover,
    Need,
    Organisation,
    Pathway,
    Place,
    ProfileSpace,
    Settings,
    Transition,
    TransitionState,
)
from staffelstab.engine.model.periods import ALWAYS, Period, add_months, months_until
from staffelstab.engine.model.reading import ADMITTED, CERTAINTY, Reading, Verdict
from staffelstab.engine.model.scales import Attribute, Clock, Label, Scales, Value

__all__ = [
    "ADMITTED",
    "ALWAYS",
    "ANYONE",
    "CERTAINTY",
    "AccessRule",
    "Agreement",
    "Attribute",
    "Clock",
    "ClockLimit",
    "Concept",
    "Condition",
    "Effect",
    "Funding",
    "Goal",
    "Handover",
    "Kind",
    "Label",
    "Need",
    "Offer",
    "Organisation",
    "Outcome",
    "Pathway",
    "Period",
    "Place",
    "ProfileSpace",
    "Reading",
    "Scales",
    "Settings",
    "Transition",
    "TransitionState",
    "Value",
    "Verdict",
    "add_months",
    "months_until",
]
