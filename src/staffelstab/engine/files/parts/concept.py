"""The concept: stations, entry points, goals and transitions with their handover."""

from __future__ import annotations

from typing import Any

from staffelstab.engine.files.entry import Entry
from staffelstab.engine.files.parts.conditions import condition_of, condition_to_document
from staffelstab.engine.files.parts.plain import period_to_document, without_defaults
from staffelstab.engine.model import Concept, Goal, Handover, Scales, Transition, TransitionState

CONCEPT_KEYS = ("valid_from", "valid_to", "stations", "entry_points", "goals", "transitions")
GOAL_KEYS = ("key", "label", "when")
TRANSITION_KEYS = ("from", "to", "state", "when", "condition", "agreement", "assumptions", "handover")
HANDOVER_KEYS = (
    "hands_over", "receives", "procedure", "within_days", "papers", "consent", "if_not_arrived"
)  # fmt: skip
MOST_DAYS = 3650


def read_concept(entry: Entry, scales: Scales) -> Concept:
    return Concept(
        stations=entry.keys("stations"),
        entry_points=entry.keys("entry_points"),
        transitions=tuple(read_transition(t, scales) for t in entry.tables("transitions", TRANSITION_KEYS)),
        goals=tuple(read_goal(goal, scales) for goal in entry.tables("goals", GOAL_KEYS)),
        period=entry.period(),
    )


def read_goal(entry: Entry, scales: Scales) -> Goal:
    return Goal(entry.key(), entry.label(), condition_of(entry, "when", scales))


def read_transition(entry: Entry, scales: Scales) -> Transition:
    return Transition(
        origin=entry.key("from"),
        target=entry.key("to"),
        state=entry.choice("state", TransitionState) or TransitionState.POSSIBLE,
        when=condition_of(entry, "when", scales),
        condition=entry.text("condition"),
        handover=_read_handover(entry.table("handover", HANDOVER_KEYS)),
        agreement=entry.text("agreement"),
        assumptions=entry.texts("assumptions"),
    )


def _read_handover(entry: Entry) -> Handover:
    return Handover(
        hands_over=entry.text("hands_over"),
        receives=entry.text("receives"),
        procedure=entry.text("procedure"),
        within_days=entry.whole("within_days", maximum=MOST_DAYS),
        papers=entry.text("papers"),
        consent=entry.text("consent"),
        if_not_arrived=entry.text("if_not_arrived"),
    )


def concept_to_document(concept: Concept, scales: Scales | None = None) -> dict[str, Any]:
    return {
        **period_to_document(concept.period),
        **without_defaults(
            stations=list(concept.stations),
            entry_points=list(concept.entry_points),
            goals=[goal_to_document(goal, scales) for goal in concept.goals],
            transitions=[transition_to_document(t, scales) for t in concept.transitions],
        ),
    }


def goal_to_document(goal: Goal, scales: Scales | None = None) -> dict[str, Any]:
    when = condition_to_document(goal.when, scales)
    return without_defaults(key=goal.key, label=dict(goal.label), when=when)


def transition_to_document(transition: Transition, scales: Scales | None = None) -> dict[str, Any]:
    handover = transition.handover
    return without_defaults(
        from_=transition.origin,
        to=transition.target,
        state=str(transition.state),
        when=condition_to_document(transition.when, scales),
        condition=transition.condition,
        agreement=transition.agreement,
        assumptions=list(transition.assumptions),
        handover=without_defaults(**{name: getattr(handover, name) for name in HANDOVER_KEYS}),
    )
