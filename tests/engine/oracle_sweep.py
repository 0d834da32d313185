"""What the sweep must find, counted out from docs/background/sweep.md in plain Python, state by state."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import Condition, Kind, Offer, Outcome, Pathway, Period, TransitionState

State = tuple[tuple[str, ...], str]
"""Situation (one value key per attribute of the file) and last station, "" at the start."""
GRADES = {"entitled": 0, "open": 0, "conditional": 1, "discretionary": 2, "unknown": 2, "suspended": 3}
ADMITTED = {"strict": 0, "default": 1, "lenient": 3}
COUNTED = {
    TransitionState.AGREED: {TransitionState.AGREED},
    TransitionState.AIMED: {TransitionState.AGREED, TransitionState.AIMED},
    TransitionState.POSSIBLE: set(TransitionState),
}


@dataclass
class Swept:
    """Everything about one place; steps: of every reached state from which a goal can be reached."""

    reached: set[State] = field(default_factory=set)
    started: set[State] = field(default_factory=set)
    steps: dict[State, int] = field(default_factory=dict)
    stops: set[State] = field(default_factory=set)
    stuck: set[State] = field(default_factory=set)
    circles: set[State] = field(default_factory=set)
    may_stop: set[State] = field(default_factory=set)
    may_circle: set[State] = field(default_factory=set)


class TimelessWorld:
    """The doors of one place, months left aside."""

    def __init__(self, pathway: Pathway, question: Question, place: str) -> None:
        self.pathway, self.question, self.place = pathway, question, place
        self.attributes = pathway.scales.attributes
        self.stations = [pathway.offer(key) for key in pathway.concept.stations]
        self.arrows = [t for t in pathway.concept.transitions if t.state in COUNTED[question.transitions]]

    def entries(self) -> Iterator[State]:
        choices = []
        for attribute in self.attributes:
            values = self.pathway.profiles.values.get(attribute.key) or (attribute.values[0].key,)
            wanted = self.question.only.get(attribute.key)
            choices.append([v for v in values if wanted is None or v in wanted])
        return ((situation, "") for situation in itertools.product(*choices))

    def value(self, situation: tuple[str, ...], attribute: str) -> str:
        return situation[[a.key for a in self.attributes].index(attribute)]

    def allows(self, condition: Condition, situation: tuple[str, ...]) -> bool:
        running = True
        for key in condition.clocks:
            clock = self.pathway.scales.clock(key)
            if clock.kind == "since":
                running = running and self.value(situation, clock.attribute or "") in clock.values
        return running and self.has_values(condition.values, situation)

    def has_values(self, values: Mapping[str, tuple[str, ...]], situation: tuple[str, ...]) -> bool:
        return all(self.value(situation, key) in allowed for key, allowed in values.items())

    def is_goal(self, situation: tuple[str, ...]) -> bool:
        return any(self.has_values(goal.when.values, situation) for goal in self.pathway.concept.goals)

    def has_not_ended(self, period: Period) -> bool:
        return not (period.valid_to and period.valid_to < self.question.date)

    def is_open(self, offer: Offer, situation: tuple[str, ...]) -> bool:
        funding = self.pathway.funding_of(offer)
        if offer.territory is not None and self.place not in offer.territory:
            return False
        if not self.has_not_ended(offer.period) or (funding and not self.has_not_ended(funding.period)):
            return False
        for rule in offer.access:
            grade = max(GRADES.get(rule.verdict.value, 9), 1 if offer.conditions else 0)
            admitted = grade <= ADMITTED[self.question.reading.value]
            if admitted and self.has_not_ended(rule.period) and self.allows(rule.when, situation):
                return True
        return False

    def after(self, outcome: Outcome, situation: tuple[str, ...]) -> tuple[str, ...] | None:
        values = dict(zip((a.key for a in self.attributes), situation, strict=True))
        for effect in outcome.effects:
            attribute = self.pathway.scales.attribute(effect.attribute)
            has = values[effect.attribute]
            if attribute.kind == "unordered":
                if effect.source not in (None, has):
                    return None
                values[effect.attribute] = effect.to
                continue
            now, to = attribute.index(has), attribute.index(effect.to)
            if effect.source is not None and not attribute.index(effect.source) <= now < to:
                return None
            values[effect.attribute] = attribute.values[max(now, to)].key
        return tuple(values.values())

    def may_follow(self, offer: Offer, state: State) -> bool:
        situation, station = state
        if not station:
            return offer.key in self.pathway.concept.entry_points
        return any(
            t.origin == station and t.target == offer.key and self.allows(t.when, situation)
            for t in self.arrows
        )

    def steps(self, state: State) -> Iterator[tuple[Offer, State]]:
        situation, station = state
        if self.is_goal(situation):
            return
        for offer in self.stations:
            if not self.may_follow(offer, state) or not self.is_open(offer, situation):
                continue
            for outcome in offer.outcomes or (Outcome(""),):
                after = self.after(outcome, situation)
                if after is None:
                    continue
                yield offer, (after, offer.key)
                if offer.kind is not Kind.MEASURE and after != situation:
                    yield offer, (after, station)


def reach(sources: Iterable[State], follow: Mapping[State, set[State]]) -> set[State]:
    """States to which one or more steps lead."""
    found: set[State] = set()
    waiting = [after for state in sources for after in follow.get(state, ())]
    while waiting:
        state = waiting.pop()
        if state not in found:
            found.add(state)
            waiting += follow.get(state, ())
    return found


def swept(pathway: Pathway, question: Question, place: str) -> Swept:
    world, found = TimelessWorld(pathway, question, place), Swept()
    follow: dict[State, set[State]] = {}
    waiting = list(world.entries())
    while waiting:
        state = waiting.pop()
        if state in follow:
            continue
        steps = list(world.steps(state))
        follow[state] = {after for _, after in steps}
        found.started |= {(state[0], offer.key) for offer, _ in steps}
        waiting += follow[state]
    found.reached = set(follow)
    found.steps = fewest_steps(world, follow)
    measures = {o.key for o in world.stations if o.kind is Kind.MEASURE}
    standing = [s for s in follow if s[1] in measures and not world.is_goal(s[0])]
    idle = {state: {a for a in afters if a[0] == state[0]} for state, afters in follow.items()}
    found.stops = {s for s in standing if not follow[s]}
    found.stuck = {s for s in standing if all(a[0] == s[0] for a in reach([s], follow))}
    found.circles = {s for s in standing if s in reach([s], idle)}
    found.may_stop = {s for s in follow if found.stops & (reach([s], follow) | {s})}
    found.may_circle = {s for s in follow if found.circles & (reach([s], follow) | {s})}
    return found


def fewest_steps(world: TimelessWorld, follow: Mapping[State, set[State]]) -> dict[State, int]:
    """Round by round: whoever is one step away from the round before."""
    steps = {state: 0 for state in follow if world.is_goal(state[0])}
    for round_number in range(1, len(follow) + 1):
        nearer = {s for s, afters in follow.items() if s not in steps and any(a in steps for a in afters)}
        if not nearer:
            break
        steps.update(dict.fromkeys(nearer, round_number))
    return steps
