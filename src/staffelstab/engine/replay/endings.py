"""What a kind of finding asks for of the end of its story, as far as the story itself can show it.

That *nobody* gets on from a gap or a dead end is a statement about every way there is; a story cannot show it. What
it shows is that the doors named at its end stay closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from staffelstab.engine.check.finding import Finding, Step, Witness
from staffelstab.engine.replay.points import Part, Point
from staffelstab.engine.replay.reading import Document
from staffelstab.engine.replay.steps import take
from staffelstab.engine.replay.traveller import Traveller

HORIZON, LONGEST_WAIT, MOST_MEASURES = 48, 3, 4
"""What holds where the file sets no limits (docs/reference/file-format.md)."""
Ending = Callable[[Traveller, Finding, Witness], Iterator[Point]]


def _limit(document: Document, name: str, otherwise: int) -> int:
    return int((document.get("settings") or {}).get(name, otherwise))


def horizon(document: Document) -> int:
    return _limit(document, "horizon_months", HORIZON)


def _no_goal(here: Traveller, finding: Finding, witness: Witness) -> Iterator[Point]:
    yield Point("no-goal", not here.at_goal())


def _late_goal(here: Traveller, finding: Finding, witness: Witness) -> Iterator[Point]:
    yield Point("at-goal", here.at_goal())
    last = horizon(here.document)
    yield Point("too-late", here.month > last, str(here.month), str(last))


def _parked(here: Traveller, finding: Finding, witness: Witness) -> Iterator[Point]:
    station = "".join(finding.stations[:1])
    yield Point("stands-there", station in here.places, station, ", ".join(sorted(here.places)))
    yield Point("no-goal", not here.at_goal())
    yield _in_time(here, here.month)


def _in_time(here: Traveller, month: int) -> Point:
    last = horizon(here.document)
    return Point("in-time", month <= last, str(month), str(last))


def _circle(here: Traveller, finding: Finding, witness: Witness) -> Iterator[Point]:
    """The circle itself has been walked by now: the traveller stands where it ends."""
    passed = [step.station for step in witness.circle]
    back = "".join(passed[-1:])
    yield Point("returns", bool(passed) and back in _at_end_of_way(here, witness).places, back)
    yield Point("measure", here.offers.get(back, {}).get("kind", "measure") == "measure", back)
    yield Point("unchanged", not any(step.changed for step in witness.circle))
    yield Point("no-goal", not here.at_goal())


def _at_end_of_way(here: Traveller, witness: Witness) -> Traveller:
    earlier = Traveller(here.document, here.question, witness.profile)
    for step in witness.way:
        take(earlier, step)
    return earlier


def _too_many(here: Traveller, finding: Finding, witness: Witness) -> Iterator[Point]:
    kinds = [here.offers.get(step.station, {}).get("kind", "measure") for step in witness.way]
    measures, most = kinds.count("measure"), _limit(here.document, "most_measures", MOST_MEASURES)
    yield Point("at-goal", here.at_goal())
    yield Point("measures", measures > most, str(measures), str(most))


def _waiting(here: Traveller, finding: Finding, witness: Witness) -> Iterator[Point]:
    """They wait at the place named; only accompaniment may lie between it and the step they wait for."""
    step, told = witness.next_step, finding.waiting_months or 0
    place = "".join(finding.stations[:-1])
    waits = {step.starts - month for month in _months_at(here, witness, place)} if step else set()
    longest = _limit(here.document, "waiting_months", LONGEST_WAIT)
    yield Point("wait", told in waits, str(told), ", ".join(map(str, sorted(waits))))
    yield Point("long", told > longest, str(told), str(longest))


def _months_at(here: Traveller, witness: Witness, place: str) -> Iterator[int]:
    """The months in which they stand at the place, before the accompaniment that ends the way."""
    traveller = Traveller(here.document, here.question, witness.profile)
    stood = [(0, set(traveller.places))]
    for step in witness.way:
        take(traveller, step)
        stood.append((traveller.month, set(traveller.places)))
    kinds = [here.offers.get(step.station, {}).get("kind") for step in witness.way]
    beside = next((n for n, kind in enumerate(reversed(kinds)) if kind != "accompaniment"), len(kinds))
    for month, places in stood[len(kinds) - beside :]:
        if place in places:
            yield month


def _handover(here: Traveller, finding: Finding, witness: Witness) -> Iterator[Point]:
    """The step over the transition is the last one that was walked."""
    origin, target = finding.transition or ("", "")
    before = _at_end_of_way(here, witness)
    yield Point("stands-there", origin in before.places, origin, ", ".join(sorted(before.places)))
    if witness.next_step is not None:
        yield Point("leads-to", witness.next_step.station == target, target)
        yield _in_time(here, witness.next_step.starts)


def _after_funding(here: Traveller, finding: Finding, witness: Witness) -> Iterator[Point]:
    yield Point("at-goal", here.at_goal())
    yield _in_time(here, here.month)
    paid = {key for key, offer in here.offers.items() if offer.get("funding") == finding.funding}
    yield Point("paid", bool(paid & {step.station for step in witness.way}), finding.funding or "")


def _begins(here: Traveller, finding: Finding, witness: Witness) -> Iterator[Point]:
    """They begin the first of two stations that overlap."""
    station = "".join(finding.stations[:1])
    if witness.next_step is not None:
        yield Point("leads-to", witness.next_step.station == station, station)
        yield _in_time(here, witness.next_step.starts)


def _arrives(here: Traveller, finding: Finding, witness: Witness) -> Iterator[Point]:
    yield Point("at-goal", here.at_goal())
    yield _in_time(here, here.month)


def _mostly_idle(here: Traveller, finding: Finding, witness: Witness) -> Iterator[Point]:
    """More than half of the months in measures are months of steps that were no progress."""
    earlier = Traveller(here.document, here.question, witness.profile)
    idle = total = 0
    for step in witness.way:
        take(earlier, step)
        if here.offers.get(step.station, {}).get("kind", "measure") == "measure":
            total += step.ends - step.starts
            helps = earlier.at_goal() or _is_progress(here, step)
            idle += 0 if helps else step.ends - step.starts
    yield Point("at-goal", here.at_goal())
    yield Point("idle", 2 * idle > total, str(idle), str(total))


def _is_progress(here: Traveller, step: Step) -> bool:
    """Something stands higher after the step and nothing lower."""
    changes = []
    for key, values in step.changed.items():
        before, after = (_standing(here.attributes[key], value) for value in values)
        if before is not None and after is not None:
            changes.append(after - before)
    return any(change > 0 for change in changes) and all(change >= 0 for change in changes)


def _standing(attribute: Document, key: str) -> int | None:
    values = attribute["values"]
    position = next(i for i, value in enumerate(values) if value["key"] == key)
    rank: int | None = position if attribute["kind"] == "ordered" else values[position].get("rank")
    return rank


def _only_way(here: Traveller, finding: Finding, witness: Witness) -> Iterator[Point]:
    """A goal is reached in time, and something that the finding names is on the way."""
    yield Point("at-goal", here.at_goal())
    yield _in_time(here, here.month)
    passed = {step.station for step in witness.way} & set(finding.stations)
    yield Point("passes", bool(passed), ", ".join(finding.stations))


ENDINGS: Mapping[tuple[str, str], Ending] = {
    ("gap", "never"): _no_goal,
    ("gap-in-time", "closing"): _no_goal,
    ("gap-in-time", "horizon"): _late_goal,
    ("dead-end", "no-transition"): _parked,
    ("dead-end", "closed"): _parked,
    ("dead-end", "no-offer"): _parked,
    ("revolving-door", "circle"): _circle,
    ("revolving-door", "too-many-measures"): _too_many,
    ("revolving-door", "mostly-without-progress"): _mostly_idle,
    ("waiting", "law"): _waiting,
    ("waiting", "course-start"): _waiting,
    ("handover-open", "incomplete"): _handover,
    ("handover-unbacked", "none"): _handover,
    ("handover-unbacked", "not-valid"): _handover,
    ("handover-unbacked", "party-missing"): _handover,
    ("overlap", "same"): _begins,
    ("overlap", "contained"): _begins,
    ("double-funding", "same"): _begins,
    ("double-funding", "contained"): _begins,
    ("module-without-gap", "regular-way"): _arrives,
    ("gap-without-module", "would-close"): _arrives,
    ("after-funding", "gap-opens"): _after_funding,
    ("single-point", "offer"): _only_way,
    ("single-point", "organisation"): _only_way,
    ("single-point", "funding"): _only_way,
    ("law-change", "closes"): _only_way,
    ("law-change", "opens"): _only_way,
}


def ending(here: Traveller, finding: Finding, witness: Witness) -> Part | None:
    """The end of the story; None where the kind of finding asks nothing of it that a story could show."""
    judge = ENDINGS.get((str(finding.code), finding.kind))
    if judge is None:
        return None
    return Part("ending", "".join(finding.stations[:1]), tuple(judge(here, finding, witness)))
