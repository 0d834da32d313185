"""If one thing stops: the same people as a slow world of its own finds, group by group."""

from __future__ import annotations

from hypothesis import given

from staffelstab.engine.check import Question
from staffelstab.engine.check.stops import if_stops, what_can_stop
from staffelstab.engine.model import Kind, Organisation, Pathway
from tests.engine.oracle_over_time import who_loses
from tests.engine.strategies_over_time import owned_cases
from tests.engine.towns import arrows, asked, offer, raises, town


@given(owned_cases())
def test_whoever_loses_every_way_is_counted_and_told(case: tuple[Pathway, Question]) -> None:
    pathway, question = case
    for (kind, key), losers in who_loses(pathway, question).items():
        stop = if_stops(pathway, question, kind, key)
        assert stop.loses == len(losers)
        assert sum(finding.profiles.count for finding in stop.findings) == len(losers)


def two_ways() -> Pathway:
    return town(
        (
            offer("one", raises("work", "job"), organisation="a"),
            offer("two", raises("work", "job"), organisation="b"),
            offer("law", raises("work", "job"), kind=Kind.LEGAL_STEP, organisation="a"),
        ),
        arrows(),
        entry=("one", "two"),
        organisations=(Organisation("a", "A"), Organisation("b", "B")),
    )


def test_as_long_as_another_way_remains_nobody_loses() -> None:
    pathway = two_ways()
    stop = if_stops(pathway, asked(pathway), "organisation", "a")
    assert (stop.stations, stop.loses, stop.findings) == (("one",), 0, ())
    assert (stop.persons.minimum, stop.persons.maximum) == (0, 0)


def test_what_is_law_cannot_stop() -> None:
    pathway = two_ways()
    assert what_can_stop(pathway, "offer", "law") == ()
    assert if_stops(pathway, asked(pathway), "offer", "law").loses == 0
