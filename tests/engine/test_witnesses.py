"""No finding without a story: every witness can be followed in the file and ends where the finding says."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given

from staffelstab.engine.check import check
from staffelstab.engine.check.finding import Code, Finding, Question, Step
from staffelstab.engine.files import to_document
from staffelstab.engine.model import Kind, Pathway
from staffelstab.engine.replay import replay
from staffelstab.engine.replay.steps import take
from staffelstab.engine.replay.traveller import Traveller
from staffelstab.programmes import districts
from tests.engine.oracle import Arrivals, earliest_goal, leads_to_progress, nearest_begin, with_going_on
from tests.engine.oracle_world import Moment, World
from tests.engine.strategies import funded_cases, small_cases


def complaints(
    pathway: Pathway, question: Question, finding: Finding, never_entered: set[str]
) -> Iterator[str]:
    """Everything that is not true about the story of one finding."""
    document = json.loads(json.dumps(to_document(pathway)))
    replayed = replay(document, question, finding)
    if finding.witness is None or not replayed.told:
        yield "has no story"
        return
    yield from (f"{part.kind} {part.station}: {point}" for part, point in replayed.failures())
    if finding.code is Code.AFTER_FUNDING:
        pathway, question = as_if_it_went_on(pathway, question, finding)
        document = json.loads(json.dumps(to_document(pathway)))
    traveller = Traveller(document, question, finding.witness.profile)
    follow(traveller, finding.witness.way)
    yield from Position(pathway, question, finding, traveller, never_entered).complaints()


def follow(traveller: Traveller, steps: Sequence[Step]) -> None:
    """Go where the steps lead; what is wrong with them the replay has said."""
    for step in steps:
        take(traveller, step)


def as_if_it_went_on(pathway: Pathway, question: Question, finding: Finding) -> tuple[Pathway, Question]:
    """What a funding carries can only be told in the world in which it goes on."""
    (last_day,) = (funding.period.valid_to for funding in pathway.fundings if funding.key == finding.funding)
    assert finding.funding and last_day
    day_after = replace(question, date=last_day + dt.timedelta(days=1))
    return with_going_on(pathway, finding.funding, last_day), day_after


class Position:
    """Where a story ends, and what can still be done from there (asked of the slow world of the oracle)."""

    def __init__(
        self,
        pathway: Pathway,
        question: Question,
        finding: Finding,
        traveller: Traveller,
        never_entered: set[str],
    ) -> None:
        assert finding.witness
        self.pathway, self.finding, self.witness = pathway, finding, finding.witness
        self.traveller, self.never_entered = traveller, never_entered
        self.world = World(pathway, question, traveller.profile.place, traveller.profile.clocks)
        self.settings, self.month = pathway.settings, traveller.month

    def moments(self, here: Traveller) -> Arrivals:
        """The same position in the words of the oracle: one moment per place at which somebody stands."""
        known = self.pathway.scales
        begun = [here.begun[clock.key] for clock in known.clocks if clock.kind == "since"]
        since = tuple(None if b is None else min(here.month - b, self.world.cap) for b in begun)
        situation = tuple(here.situation[a.key] for a in known.attributes)
        month = self.world.fold(here.month)
        return {Moment(situation, place, False, month, since): here.month for place in here.places}

    def may_get_on(self, here: Traveller) -> bool:
        situation = tuple(here.situation[a.key] for a in self.pathway.scales.attributes)
        return leads_to_progress(self.world, self.moments(here), situation)

    def complaints(self) -> Iterator[str]:
        ends = {
            Code.GAP: self.of_gap,
            Code.GAP_IN_TIME: self.of_gap,
            Code.DEAD_END: self.of_dead_end,
            Code.REVOLVING_DOOR: self.of_revolving_door,
            Code.WAITING: self.of_waiting,
            Code.HANDOVER_OPEN: self.of_handover,
            Code.NO_WAY_IN: self.of_no_way_in,
            Code.AFTER_FUNDING: self.of_after_funding,
            Code.HANDOVER_UNBACKED: self.of_handover,
            Code.OVERLAP: self.of_beginning,
            Code.DOUBLE_FUNDING: self.of_beginning,
        }
        yield from ends[self.finding.code]()

    def stand_at(self, here: Traveller, place: str) -> bool:
        """Look on from this place alone; false when the story does not lead there."""
        if place not in here.places:
            return False
        here.places = {place}
        return True

    def of_gap(self) -> Iterator[str]:
        """From where the story ends no goal can be reached, or only beyond the horizon."""
        if self.finding.kind == "horizon":
            if not self.traveller.at_goal() or self.month <= self.settings.horizon_months:
                yield "does not end at a goal beyond the horizon"
        elif earliest_goal(self.world, self.moments(self.traveller)) is not None:
            yield "a goal can still be reached"

    def of_dead_end(self) -> Iterator[str]:
        (station,) = self.finding.stations
        if not self.stand_at(self.traveller, station):
            yield f"ends at {self.traveller.places}"
        if self.month > self.settings.horizon_months:
            yield "ends beyond the horizon"
        if self.may_get_on(self.traveller):
            yield "somebody here can still get on"
        unconnected = [door for door in self.witness.closed_doors if not door.has_transition]
        if self.finding.kind == "no-transition" and not unconnected:
            yield "does not name a station that only lacks a transition"

    def of_revolving_door(self) -> Iterator[str]:
        if self.finding.kind == "circle":
            yield from self.of_circle()
            return
        if self.finding.kind == "mostly-without-progress":  # the months are counted by the replay
            if not self.traveller.at_goal():
                yield "does not end at a goal"
            return
        measures = sum(self.world.kind(step.station) is Kind.MEASURE for step in self.witness.way)
        if not self.traveller.at_goal() or measures <= self.settings.most_measures:
            yield f"{measures} measures are not too many, or end at no goal"

    def of_circle(self) -> Iterator[str]:
        passed = [step.station for step in self.witness.circle]
        if self.traveller.at_goal() or not passed or self.world.kind(passed[-1]) is not Kind.MEASURE:
            yield "tells no circle"
        elif not self.stand_at(self.traveller, passed[-1]):
            yield f"leads to {passed[-1]} and not back to {self.traveller.places}"
        if any(step.changed for step in self.witness.circle):
            yield "something changes on the way round"
        if not set(passed) <= set(self.finding.stations):
            yield f"{passed} are not all named by the finding"

    def of_waiting(self) -> Iterator[str]:
        """They wait at the place named; only accompaniment may lie between it and what is waited for."""
        step, way = self.witness.next_step, self.witness.way
        assert step
        *place, awaited = self.finding.stations
        beside = next(
            (n for n, s in enumerate(reversed(way)) if self.is_more_than_accompaniment(s)), len(way)
        )
        known = [
            self.waits(way[:length], "".join(place)) for length in range(len(way) - beside, len(way) + 1)
        ]
        told = (self.finding.waiting_months, awaited)
        if not any(told == (waits, step.station) and step.starts == month + waits for month, waits in known):
            yield f"tells of {told} months of waiting, in truth (month, months) {known}"
        if (self.finding.waiting_months or 0) <= self.settings.waiting_months:
            yield "is not longer than the limit"

    def is_more_than_accompaniment(self, step: Step) -> bool:
        return self.world.kind(step.station) is not Kind.ACCOMPANIMENT

    def waits(self, way: Sequence[Step], place: str) -> tuple[int, int]:
        """The month in which they come to the place after these steps, and the months they have to wait there."""
        here = Traveller(self.traveller.document, self.traveller.question, self.witness.profile)
        follow(here, way)
        if not self.stand_at(here, place) or not self.may_get_on(here):
            return here.month, -1
        (moment,) = self.moments(here)
        waits = nearest_begin(self.world, moment, here.month)
        return here.month, -1 if waits is None else waits

    def of_handover(self) -> Iterator[str]:
        assert self.witness.next_step and self.finding.transition
        origin, target = self.finding.transition
        if not self.stand_at(self.traveller, origin) or self.witness.next_step.station != target:
            yield f"ends with {self.traveller.places} and {self.witness.next_step.station}"
        if self.witness.next_step.starts > self.settings.horizon_months:
            yield "is taken beyond the horizon"

    def of_beginning(self) -> Iterator[str]:
        """The last step begins the first of two stations that overlap, in time."""
        step = self.witness.next_step
        if step is None or step.station != self.finding.stations[0]:
            yield "does not end with the first of both"
        elif step.starts > self.settings.horizon_months:
            yield "is taken beyond the horizon"

    def of_after_funding(self) -> Iterator[str]:
        """With the funding a goal is reached in time, and something it pays is on the way."""
        if not self.traveller.at_goal() or self.month > self.settings.horizon_months:
            yield "reaches no goal in time although the funding goes on"
        paid = {o.key for o in self.pathway.offers if o.funding == self.finding.funding}
        if not paid & {step.station for step in self.witness.way}:
            yield "uses nothing that the funding pays"

    def of_no_way_in(self) -> Iterator[str]:
        """The door of the station stays closed, or nobody ever stands before it."""
        if len(self.witness.closed_doors) != 1:
            yield "tells of no door"
            return
        (door,) = self.witness.closed_doors
        origins = {transition["from"] for transition in self.traveller.transitions_to(door.station)}
        if (door.station,) != self.finding.stations or door.has_transition != bool(origins):
            yield f"tells of {door.station}, with transition: {door.has_transition}, in truth from {origins}"
        if [reason.kind for reason in door.reasons] == ["origin"]:
            if set(door.reasons[0].need) != origins or not origins <= self.never_entered:
                yield f"{door.reasons[0].need} is not what leads there and is never entered: {origins}"
        elif (
            origins
            and not self.traveller.connected(door.station)
            and not door.reasons
            and not self.traveller.at_goal()
        ):
            yield "no reason is given"


def untrue(pathway: Pathway, question: Question) -> list[str]:
    findings = check(pathway, question).findings
    never_entered = {finding.stations[0] for finding in findings if finding.code is Code.NO_WAY_IN}
    return [
        f"{finding.name}: {complaint}"
        for finding in findings
        for complaint in complaints(pathway, question, finding, never_entered)
    ]


@given(small_cases())
def test_stories_of_random_concepts_are_true(case: tuple[Pathway, Question]) -> None:
    assert untrue(*case) == []


@given(funded_cases())
def test_stories_of_random_concepts_whose_funding_ends_are_true(case: tuple[Pathway, Question]) -> None:
    assert untrue(*case) == []


@pytest.mark.parametrize("name", districts.names())
def test_stories_of_the_shipped_districts_are_true(name: str) -> None:
    pathway = districts.load(name, "de")
    assert pathway.date is not None
    assert untrue(pathway, Question(pathway.date)) == []
