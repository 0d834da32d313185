"""One step of a story against the file: every thing that must hold is a point."""

from __future__ import annotations

from collections.abc import Iterator

from staffelstab.engine.check.finding import Step
from staffelstab.engine.replay.points import Part, Point
from staffelstab.engine.replay.reading import Document
from staffelstab.engine.replay.traveller import Traveller


def take(traveller: Traveller, step: Step) -> Part:
    """Compare a step and take it as the file says; a step that cannot be taken at all leaves the traveller there."""
    offer = traveller.offers.get(step.station)
    if offer is None or step.station not in traveller.concept.get("stations", ()):
        return Part("step", step.station, (Point("known", False, step.station),))
    points = [*_start(traveller, step, offer), *_door(traveller, step, offer)]
    outcomes = offer.get("outcomes") or [{"key": step.outcome}]
    outcome = next((outcome for outcome in outcomes if outcome["key"] == step.outcome), None)
    situation = None if outcome is None else traveller.after(outcome)
    points.append(Point("outcome", situation is not None, step.outcome))
    if outcome is not None and situation is not None:
        ends = step.starts + outcome.get("months", offer.get("months", 0))
        points += _end(traveller, step, ends)
        points.append(_effect(traveller, step, outcome, situation))
        traveller.move(step.station, situation, step.starts, ends)
    return Part("step", step.station, tuple(points))


def _start(traveller: Traveller, step: Step, offer: Document) -> Iterator[Point]:
    yield Point("known", True, step.station)
    yield Point("before-goal", not traveller.at_goal())
    origins = traveller.origins(step.station, step.starts)
    yield Point("transition", bool(origins), ", ".join(sorted(traveller.places)), ", ".join(sorted(origins)))
    awaited = traveller.month + step.waits
    yield Point("start", step.starts == awaited and step.waits >= 0, str(step.starts), str(awaited))


def _door(traveller: Traveller, step: Step, offer: Document) -> Iterator[Point]:
    month = step.starts
    yield Point("place", traveller.serves(offer), traveller.profile.place)
    yield Point("period", traveller.runs(offer, month), traveller.date(month).isoformat())
    yield Point("start-month", traveller.begins_then(offer, month), traveller.date(month).isoformat())
    rules = traveller.open_rules(offer, month)
    if not rules:
        yield from _closed(traveller, offer, month)
        return
    yield Point("access", True, str(step.verdict))
    told = (step.verdict, step.note) in [(r.get("verdict", "open"), r.get("note", "")) for r in rules]
    lists = all(list(getattr(step, name)) == list(offer.get(name, ())) for name in ("conditions", "risks"))
    yield Point("told", told and lists)


def _closed(traveller: Traveller, offer: Document, month: int) -> Iterator[Point]:
    """What closes the rule that comes nearest to opening."""
    rules = [traveller.closing(offer, rule, month) for rule in offer.get("access", [{}])]
    nearest = min(rules, key=len) if rules else ["access"]
    for aspect in dict.fromkeys(nearest):
        yield Point(aspect, False, traveller.date(month).isoformat())


def _end(traveller: Traveller, step: Step, ends: int) -> Iterator[Point]:
    yield Point("end", step.ends == ends, str(step.ends), str(ends))
    told, true = (step.starts_on, step.ends_on), (traveller.date(step.starts), traveller.date(ends))
    said, found = (f"{begin.isoformat()}..{end.isoformat()}" for begin, end in (told, true))
    yield Point("dates", told == true, said, found)


def _effect(traveller: Traveller, step: Step, outcome: Document, after: dict[str, str]) -> Point:
    before = traveller.situation
    changed = {key: (value, after[key]) for key, value in before.items() if value != after[key]}
    same = dict(step.changed) == changed and dict(step.situation) == after
    return Point("effect", same and step.is_failure == outcome.get("failure", False))
