"""Concepts as Petri nets: the grammar's form, one token, and the same ways as the arrows of the file."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from lxml import etree

from staffelstab.engine.files import write_pnml
from staffelstab.engine.files.exchange import concept_net
from staffelstab.engine.model import Concept, Pathway, TransitionState
from tests.engine.files.exchange.drawn_town import BAD_TITLES, large_town, loop_town, sound_town
from tests.engine.strategies import small_pathways

PNML = "{http://www.pnml.org/version-2009/grammar/pnml}"


def net_of(text: str) -> etree._Element:
    """The net of a document that has the form of the grammar: unique names, arcs between a place and a transition."""
    (net,) = etree.fromstring(text.encode())
    assert net.get("type") == "http://www.pnml.org/version-2009/grammar/ptnet"
    names = Counter(str(element.get("id")) for element in net.iter() if element.get("id"))
    assert set(names.values()) == {1}
    form = {str(e.get("id")): e.tag for kind in ("place", "transition") for e in net.iter(PNML + kind)}
    for arc in net.iter(PNML + "arc"):
        ends = {form[str(arc.get("source"))], form[str(arc.get("target"))]}
        assert ends == {PNML + "place", PNML + "transition"}
    return net


def text_in(element: etree._Element, tag: str) -> str:
    return element.findtext(f"{PNML}{tag}/{PNML}text") or ""


def runs(net: etree._Element) -> set[str]:
    """Places that the one token can come to, played by the rules of Petri nets."""
    takes: dict[str, list[str]] = {}
    gives: dict[str, list[str]] = {}
    places = {str(place.get("id")) for place in net.iter(f"{PNML}place")}
    for arc in net.iter(f"{PNML}arc"):
        source, target = str(arc.get("source")), str(arc.get("target"))
        (takes if source in places else gives).setdefault(target if source in places else source, []).append(
            source if source in places else target
        )
    begin = [str(p.get("id")) for p in net.iter(f"{PNML}place") if text_in(p, "initialMarking") == "1"]
    seen, waiting = set(begin), list(begin)
    while waiting:
        here = waiting.pop()
        for transition, needed in takes.items():
            if needed == [here]:
                new = [place for place in gives[transition] if place not in seen]
                seen.update(new)
                waiting += new
    return seen


@given(small_pathways())
def test_the_token_comes_wherever_arrows_lead(pathway: Pathway) -> None:
    """Compared with a walk over the arrows of the file, written apart from the export."""
    net = net_of(write_pnml(pathway))
    concept = pathway.concept
    counted = [(t.origin, t.target) for t in concept.transitions if t.state is not TransitionState.POSSIBLE]
    reached: set[str] = set()
    waiting = list(concept.entry_points)
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += [target for origin, target in counted if origin == key]
    stations = runs(net) - {"beginning", "goal"}
    assert stations == {f"at_{key}" for key in reached}
    assert len(list(net.iter(f"{PNML}place"))) == len(set(concept.stations)) + 2


def always_ends(net: etree._Element) -> bool:
    """From every place that the token can come to it can come to the goal, and no place is left out."""
    after = {
        str(a.get("source")): str(a.get("target"))
        for a in net.iter(f"{PNML}arc")
        if str(a.get("source")) in {str(t.get("id")) for t in net.iter(f"{PNML}transition")}
    }
    steps = [
        (str(a.get("source")), after[str(a.get("target"))])
        for a in net.iter(f"{PNML}arc")
        if str(a.get("target")) in after
    ]
    ending, grown = {"goal"}, True
    while grown:
        more = {origin for origin, target in steps if target in ending} - ending
        ending, grown = ending | more, bool(more)
    places = {str(place.get("id")) for place in net.iter(f"{PNML}place")}
    return runs(net) == places and places <= ending


def test_the_worked_number_of_the_page() -> None:
    """docs/background/peers.md: 6 places, 6 transitions, sound; without one arrow a token can be left."""
    town = sound_town()
    net = net_of(write_pnml(town))
    sizes = [len(list(net.iter(PNML + tag))) for tag in ("place", "transition", "arc")]
    assert (sizes, always_ends(net)) == ([6, 6, 12], True)
    arrows = tuple(t for t in town.concept.transitions if t.origin != "kurs2")
    cut = replace(town, concept=replace(town.concept, transitions=arrows))
    assert not always_ends(net_of(write_pnml(cut)))


def test_one_case_begins_and_reaches_the_goal() -> None:
    net = net_of(write_pnml(sound_town()))
    marked = {p.get("id"): text_in(p, "initialMarking") for p in net.iter(f"{PNML}place")}
    assert {name for name, tokens in marked.items() if tokens} == {"beginning"}
    assert runs(net) == {"beginning", "at_beratung", "at_kurs", "at_kurs2", "at_ausbildung", "goal"}


def test_titles_stay_apart_by_their_names() -> None:
    names = concept_net(sound_town(), language="en").places
    assert names == {
        "beginning": "beginning",
        "at_beratung": "Advice",
        "at_kurs": "Kurs",
        "at_kurs2": "Kurs",
        "at_ausbildung": "Ausbildung",
        "goal": "goal",
    }


@pytest.mark.parametrize("title", BAD_TITLES)
def test_any_title_can_be_written(title: str) -> None:
    town = sound_town()
    offers = tuple(replace(offer, title={"de": title}) for offer in town.offers)
    net_of(write_pnml(replace(town, title=title, offers=offers)))


def test_an_empty_concept_is_a_token_that_cannot_move() -> None:
    assert runs(net_of(write_pnml(replace(sound_town(), concept=Concept(), offers=())))) == {"beginning"}


def test_two_hundred_stations_and_a_circle_without_entry() -> None:
    assert len(runs(net_of(write_pnml(large_town(200))))) == 202
    assert runs(net_of(write_pnml(loop_town()))) == {"beginning"}
    assert write_pnml(large_town(50)) == write_pnml(large_town(50))
