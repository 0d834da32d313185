"""Six concepts on seven scales, with numbers that were worked out without the sweep (docs/background/sweep.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from staffelstab.engine.check.finding import Question
from staffelstab.engine.check.sweep.sweep import Sweep, sweep
from staffelstab.engine.model import Pathway, Period
from tests.engine.seven_scales import (
    QUESTION,
    TODAY,
    bridge,
    chain,
    complete,
    nothing_after,
    there_and_back,
    there_only,
)

ASKED = ("reached", "leads_on", "with_way", "all_steps", "stops", "may_stop", "circles", "may_circle")
KNOWN = {
    chain: (22656, 5088, 384, 1536, 5760, 1440, 0, 0),
    nothing_after: (16320, 3360, 0, 0, 2880, 1440, 0, 0),
    there_and_back: (33600, 3360, 0, 0, 0, 0, 20160, 10080),
    there_only: (33600, 3360, 0, 0, 10080, 10080, 0, 0),
    bridge: (19776, 4704, 384, 1152, 2880, 1440, 0, 0),
}


def numbers(found: Sweep) -> tuple[int, ...]:
    return tuple(found.number(name) for name in ASKED)


@pytest.mark.parametrize("build", KNOWN, ids=lambda build: build.__name__)
def test_numbers(build: Callable[[], Pathway]) -> None:
    found = sweep(build(), QUESTION)
    assert numbers(found) == KNOWN[build]
    assert found.one_pass and len(found.entry) == 13_440


def test_complete_concept() -> None:
    """Whoever fails may try again: circles for the sweep as for the check, though nobody is forced round."""
    found = sweep(complete(), QUESTION)
    assert numbers(found)[:6] == (42384, 40024, 9240, 26288, 256, 584)
    levels = found.digits
    steps = [
        max(0, 3 - language) + (school == 0) + (work == 0) + (vocation == 0) + 1
        for residence, language, school, age, work, care, vocation in levels.tolist()
        if vocation < 3 and not (residence == 0 and work == 0)
    ]
    assert (len(steps), sum(steps)) == (9240, 26288)


def ends_or_begins(pathway: Pathway, station: str, period: Period) -> Pathway:
    offers = tuple(replace(o, period=period) if o.key == station else o for o in pathway.offers)
    return replace(pathway, offers=offers)


def test_what_ended_yesterday_is_closed_and_what_begins_next_year_is_not() -> None:
    yesterday, next_year = TODAY - dt.timedelta(days=1), dt.date(2027, 1, 1)
    ended = sweep(ends_or_begins(chain(), "language2", Period(None, yesterday)), QUESTION)
    later = sweep(ends_or_begins(chain(), "language2", Period(next_year, None)), QUESTION)
    last_day = sweep(ends_or_begins(chain(), "language2", Period(None, TODAY)), QUESTION)
    assert ended.number("with_way") == 0
    assert later.number("with_way") == last_day.number("with_way") == 384


def test_answers_of_one_situation() -> None:
    found = sweep(chain(), QUESTION)
    ready = {a.key: a.values[-1].key for a in found.attributes} | {
        "language": "language0",
        "vocation": "vocation1",
    }
    assert found.fewest_steps("", ready) == 4
    assert found.stations_from("", ready) == ("language0", "language1", "language2", "training")
    assert found.fewest_steps("", ready | {"work": "work0"}) is None
    assert found.fewest_steps("", ready | {"vocation": "vocation3"}) == 0
    assert found.stations_from("", ready | {"vocation": "vocation3"}) == ()
    assert found.stations_from("", ready | {"language": "language1"}) == ()


def test_only_the_entries_that_are_asked_for() -> None:
    question = Question(TODAY, only={"residence": ("residence0",)})
    found = sweep(chain(), question)
    assert (found.number("with_way"), found.entry.sum()) == (384 // 6, 13_440 // 6)
