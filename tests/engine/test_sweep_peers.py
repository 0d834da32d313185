"""General graph libraries and an answer-set solver say the same as the sweep about drawn places."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.instances import land
from benchmarks.planner import draw_persons, fewest_steps
from benchmarks.sweep_peers import PEERS
from staffelstab.engine.check.sweep.sweep import NUMBERS, Sweep, sweep
from staffelstab.engine.model import Pathway
from tests.engine.seven_scales import QUESTION

SIZES = (12, 16, 20)


@cache
def towns() -> tuple[Pathway, Sweep]:
    pathway = land(SIZES)
    return pathway, sweep(pathway, QUESTION)


@pytest.mark.parametrize("place", range(len(SIZES)))
@pytest.mark.parametrize("peer", PEERS)
def test_peer(peer: str, place: int) -> None:
    pathway, found = towns()
    key = pathway.places[place].key
    ours = dict(zip(NUMBERS, found.numbers[found.area_of(key)].tolist(), strict=True))
    theirs = PEERS[peer](pathway, key)
    assert theirs == {name: ours[name] for name in theirs}
    assert len(theirs) >= 7


def test_there_is_something_to_agree_about() -> None:
    _, found = towns()
    assert all(found.number(name) > 0 for name in NUMBERS)


def test_planner() -> None:
    pytest.importorskip("pyperplan", reason="only installed for the comparison (requirements/bench.in)")
    pathway = land(SIZES[:1])
    found, persons = sweep(pathway, QUESTION), draw_persons(pathway)
    assert fewest_steps(pathway, persons) == [found.fewest_steps("m000", person) for person in persons]
