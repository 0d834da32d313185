"""The sweep agrees with its definition state by state, and what it proves holds in the check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import given

from staffelstab.engine.check.finding import Question
from staffelstab.engine.check.kernel.tables import Bools
from staffelstab.engine.check.sweep.sweep import NUMBERS, Sweep, SweptStates, sweep
from staffelstab.engine.errors import InputError
from staffelstab.engine.model import (
    Attribute,
    Concept,
    Condition,
    Effect,
    Goal,
    Offer,
    Outcome,
    Pathway,
    ProfileSpace,
    Scales,
    Transition,
    TransitionState,
    Value,
)
from tests.engine.oracle import oracle
from tests.engine.oracle_sweep import State, Swept, TimelessWorld, swept
from tests.engine.strategies import small_cases

Case = tuple[Pathway, Question]


def whole(found: Sweep, x: int, like: tuple[str, ...]) -> tuple[str, ...]:
    """The situation with values for all attributes of the file; those that nothing asks for as `like`."""
    known = {a.key: a.values[d].key for a, d in zip(found.attributes, found.digits[x], strict=True)}
    keys = [a.key for a in found.pathway.scales.attributes]
    return tuple(known.get(key, default) for key, default in zip(keys, like, strict=True))


def all_marked(found: Sweep, states: SweptStates, marks: Bools, like: tuple[str, ...]) -> set[State]:
    rows = ("", *states.area.stations)
    return {(whole(found, int(x), like), rows[row]) for x, row in zip(*marks.nonzero(), strict=True)}


def one_alike(found: Sweep, states: set[State], like: tuple[str, ...]) -> set[State]:
    """Without what differs only in attributes that nothing asks for."""
    used = {a.key for a in found.attributes}
    asked = [a.key in used for a in found.pathway.scales.attributes]
    return {
        (tuple(v if a else b for v, b, a in zip(s, like, asked, strict=True)), station)
        for s, station in states
    }


def check_against_definition(pathway: Pathway, question: Question) -> Sweep:
    found = sweep(pathway, question, threads=1)
    like = tuple(a.values[0].key for a in pathway.scales.attributes)
    for number, area in enumerate(found.areas):
        expected, states = swept(pathway, question, area.places[0]), found.states(number)
        for name in ("reached", "started", "stops", "stuck", "circles"):
            marked = all_marked(found, states, getattr(states, name), like)
            assert marked == one_alike(found, getattr(expected, name), like), name
        for state, steps in expected.steps.items():
            situation = found.situation(
                dict(zip((a.key for a in pathway.scales.attributes), state[0], strict=True))
            )
            row = ("", *area.stations).index(state[1])
            assert states.steps[situation, row] == steps
        leads_on = all_marked(found, states, states.steps >= 0, like)
        assert leads_on == one_alike(found, set(expected.steps), like)
        check_entries(found, number, expected, TimelessWorld(pathway, question, area.places[0]))
    return found


def check_entries(found: Sweep, number: int, expected: Swept, world: TimelessWorld) -> None:
    keys = [a.key for a in found.pathway.scales.attributes]
    place = found.areas[number].places[0]
    for state in world.entries():
        values = dict(zip(keys, state[0], strict=True))
        x = found.situation(values)
        assert found.entry[x]
        assert found.fewest_steps(place, values) == expected.steps.get(state)
        assert found.may_stop[number, x] == (state in expected.may_stop)
        assert found.may_circle[number, x] == (state in expected.may_circle)
    assert (found.steps[number][~found.entry] == -1).all()
    assert not found.may_stop[number][~found.entry].any()


@given(small_cases())
def test_every_state_of_every_place(case: Case) -> None:
    check_against_definition(*case)


@st.composite
def unruly_cases(draw: st.DrawFn) -> Case:
    """With a status that outcomes set this way and that: values lead round in circles."""
    pathway, question = draw(small_cases())
    status = Attribute("mood", "unordered", tuple(Value(f"m{i}") for i in range(3)))
    attributes = tuple(a for a in pathway.scales.attributes if a.key != "mood")

    def moody(outcome: Outcome) -> Outcome:
        if draw(st.integers(0, 2)) == 0:
            return outcome
        source = draw(st.sampled_from((None, "m0", "m1", "m2")))
        to = draw(st.sampled_from([v for v in ("m0", "m1", "m2") if v != source]))
        return replace(outcome, effects=(*outcome.effects, Effect("mood", to, source)))

    offers = tuple(
        replace(offer, outcomes=tuple(moody(o) for o in offer.outcomes or (Outcome("done"),)))
        for offer in pathway.offers
    )
    scales = Scales((*attributes, status), pathway.scales.clocks)
    values = {**pathway.profiles.values, "mood": ("m0", "m2")}
    profiles = replace(pathway.profiles, values=values)
    return replace(pathway, scales=scales, offers=offers, profiles=profiles), question


@given(unruly_cases())
def test_values_that_lead_round_in_circles(case: Case) -> None:
    check_against_definition(*case)


def test_both_ways_to_sweep_are_tested() -> None:
    """Else the two tests above would not test what they say."""
    kinds: set[bool] = set()

    @given(unruly_cases())
    def collect(case: Case) -> None:
        kinds.add(sweep(*case, threads=1).one_pass)

    collect()
    assert kinds == {True, False}


def with_strangers(pathway: Pathway, many: int) -> Pathway:
    """The same with many copies of its stations in front, which nothing leads to and which lead nowhere."""
    copies = tuple(
        replace(pathway.offers[i % len(pathway.offers)], key=f"stranger{i}", territory=None)
        for i in range(many)
    )
    stations = (*(o.key for o in copies), *pathway.concept.stations)
    return replace(
        pathway, offers=(*copies, *pathway.offers), concept=replace(pathway.concept, stations=stations)
    )


@pytest.mark.parametrize("many", [57, 62, 64, 130])
def test_more_stations_than_a_word_has_bits(many: int) -> None:
    @given(unruly_cases())
    def compare(case: Case) -> None:
        check_against_definition(with_strangers(case[0], many), case[1])

    compare()


@given(small_cases())
def test_what_the_sweep_proves_holds_in_the_check(case: Case) -> None:
    pathway, question = case
    found, answers = sweep(pathway, question), oracle(pathway, question)
    started = {
        (area.places[i], key)
        for number, area in enumerate(found.areas)
        for key, is_started in zip(area.stations, somewhere(found.states(number).started), strict=True)
        if is_started
        for i in range(len(area.places))
    }
    circles = set(circling(found))
    for profile, answer in answers.items():
        steps = found.fewest_steps(profile.place, dict(profile.values))
        if steps is None:
            assert answer.gap == "never"
        assert (steps == 0) == answer.at_goal
        assert {(profile.place, key) for key in answer.started} <= started
        assert {(profile.place, key) for key in answer.circles} <= circles


def somewhere(marks: Bools) -> list[bool]:
    """Per station whether it is marked in any situation."""
    return [bool(column.any()) for column in marks.T[1:]]


def circling(found: Sweep) -> Iterator[tuple[str, str]]:
    for number, area in enumerate(found.areas):
        marked = somewhere(found.states(number).circles)
        for key, circles in zip(area.stations, marked, strict=True):
            if circles:
                yield from ((place, key) for place in area.places)


@given(small_cases())
def test_stations_from_one_situation(case: Case) -> None:
    pathway, question = case
    found = sweep(pathway, question)
    place = found.areas[0].places[0]
    world = TimelessWorld(pathway, question, place)
    for state in list(world.entries())[:4]:
        values = dict(zip((a.key for a in pathway.scales.attributes), state[0], strict=True))
        only = replace(question, only={key: (value,) for key, value in values.items()})
        alone = replace(
            pathway, profiles=replace(pathway.profiles, values={k: (v,) for k, v in values.items()})
        )
        started = {station for _, station in swept(alone, only, place).started}
        assert set(found.stations_from(place, values)) == started


@given(small_cases())
def test_same_answer_with_any_number_of_threads(case: Case) -> None:
    one, two = sweep(*case, threads=1), sweep(*case, threads=2)
    assert (one.steps == two.steps).all() and (one.numbers == two.numbers).all()
    assert (one.may_stop == two.may_stop).all() and (one.may_circle == two.may_circle).all()


@given(small_cases())
def test_numbers_are_sums_of_states(case: Case) -> None:
    found = sweep(*case)
    for number in range(len(found.areas)):
        states, numbers = (
            found.states(number),
            dict(zip(NUMBERS, found.numbers[number].tolist(), strict=True)),
        )
        assert numbers["reached"] == states.reached.sum() and numbers["leads_on"] == (states.steps >= 0).sum()
        assert numbers["stops"] == states.stops.sum() and numbers["stuck"] == states.stuck.sum()
        assert numbers["circles"] == states.circles.sum()
        on_the_way = found.steps[number][found.steps[number] > 0]
        assert (numbers["with_way"], numbers["all_steps"]) == (len(on_the_way), on_the_way.sum())
        assert numbers["may_stop"] == found.may_stop[number].sum()
        assert numbers["may_circle"] == found.may_circle[number].sum()


def test_too_many_situations_are_refused() -> None:
    @given(small_cases())
    def refuse(case: Case) -> None:
        pathway, question = case
        long = tuple(
            Attribute(f"long{i}", "ordered", tuple(Value(f"v{v}") for v in range(200))) for i in range(3)
        )
        goals = tuple(
            replace(g, when=replace(g.when, values={**g.when.values, **{a.key: ("v0",) for a in long}}))
            for g in pathway.concept.goals
        )
        huge = replace(
            pathway,
            scales=Scales((*pathway.scales.attributes, *long), pathway.scales.clocks),
            concept=replace(pathway.concept, goals=goals),
        )
        with pytest.raises(InputError):
            sweep(huge, question)

    refuse()


def test_a_way_of_many_steps() -> None:
    """More than a byte can count: the numbers become larger."""
    pathway, question = ladder_of(400)
    found = sweep(pathway, question)
    assert found.fewest_steps("", {"rung": "r0"}) == 400
    assert found.number("all_steps") == sum(range(1, 401))


def ladder_of(rungs: int) -> Case:
    """One course that lifts by one rung and follows itself."""
    keys = tuple(f"r{i}" for i in range(rungs + 1))
    scale = Attribute("rung", "ordered", tuple(Value(key) for key in keys))
    outcomes = tuple(Outcome(f"to{i + 1}", (Effect("rung", keys[i + 1], keys[i]),)) for i in range(rungs))
    concept = Concept(
        ("course",),
        ("course",),
        (Transition("course", "course", TransitionState.AGREED),),
        (Goal("top", {}, Condition({"rung": (keys[-1],)})),),
    )
    pathway = Pathway(
        "A ladder",
        Scales((scale,)),
        (Offer("course", {}, outcomes=outcomes),),
        concept,
        ProfileSpace({"rung": keys}),
    )
    return pathway, Question(dt.date(2026, 1, 1))
