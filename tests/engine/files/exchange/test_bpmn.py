"""Concepts as BPMN: valid by the official schema, read back by another library, linted, no more than the file says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from lxml import etree

from staffelstab.engine.files import write_bpmn
from staffelstab.engine.model import (
    Concept,
    Offer,
    Pathway,
    TransitionState,
)
from staffelstab.programmes import districts
from tests.engine.files.exchange.drawn_town import BAD_TITLES, large_town, loop_town, sound_town
from tests.engine.strategies import small_pathways
from tools.bpmn_lint import SCHEMA, lint

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
OURS = "{urn:staffelstab:pathway:1}"
DRAWN = "{http://www.omg.org/spec/BPMN/20100524/DI}"
BOUNDS = "{http://www.omg.org/spec/DD/20100524/DC}Bounds"
XSD = etree.XMLSchema(etree.parse(str(SCHEMA)))


def tree_of(text: str) -> etree._Element:
    tree = etree.fromstring(text.encode())
    XSD.assertValid(tree)
    return tree


class Shape(NamedTuple):
    x: float
    y: float
    width: float
    height: float


def shapes_in(tree: etree._Element) -> dict[str, Shape]:
    boxes: dict[str, Shape] = {}
    for shape in tree.iter(f"{DRAWN}BPMNShape"):
        bounds = next(shape.iter(BOUNDS))
        boxes[str(shape.get("bpmnElement"))] = Shape(
            *(float(str(bounds.get(key))) for key in ("x", "y", "width", "height"))
        )
    return boxes


def arrows_in(tree: etree._Element) -> set[tuple[str, str]]:
    """(station or "start", station or goal): what the drawing says once its gateways are walked through."""
    elements = {e.get("id"): e for e in tree.iter() if e.get("id")}
    following: dict[str, list[str]] = {}
    for flow in tree.iter(f"{BPMN}sequenceFlow"):
        following.setdefault(str(flow.get("sourceRef")), []).append(str(flow.get("targetRef")))

    def ends(name: str) -> Iterator[str]:
        for after in following.get(name, ()):
            if elements[after].tag == f"{BPMN}exclusiveGateway":
                yield from ends(after)
            else:
                yield after

    starts = [e for e in elements.values() if e.tag in (f"{BPMN}task", f"{BPMN}startEvent")]
    return {(meant(e), meant(elements[after])) for e in starts for after in ends(str(e.get("id")))}


def meant(element: etree._Element) -> str:
    if element.tag == f"{BPMN}task":
        return str(next(element.iter(f"{OURS}offer")).get("key"))
    return "start" if element.tag == f"{BPMN}startEvent" else f"goal {element.get('name')}"


@pytest.mark.parametrize("lanes", ["organisation", "kind"])
@pytest.mark.parametrize("pathway", [sound_town(), large_town(200)], ids=["town", "200 stations"])
def test_a_sound_concept_has_nothing_to_object_to(pathway: Pathway, lanes: str, tmp_path: Path) -> None:
    file = tmp_path / "town.bpmn"
    text = write_bpmn(pathway, lanes=lanes)  # type: ignore[arg-type]
    tree_of(text)
    file.write_text(text, encoding="utf-8")
    answer = lint([file])[file]
    assert (answer.warnings, answer.remarks) == ((), ())


@pytest.mark.parametrize("name", districts.names())
def test_of_a_district_only_real_holes_are_objected_to(name: str, tmp_path: Path) -> None:
    """Stations that no arrow reaches, and stations that no arrow leaves and that set nothing a goal asks for."""
    pathway = districts.load(name)
    counted = [t for t in pathway.concept.transitions if t.state is not TransitionState.POSSIBLE]
    reached = {t.target for t in counted} | set(pathway.concept.entry_points)
    wanted = {(key, v) for g in pathway.concept.goals for key, vs in g.when.values.items() for v in vs}
    left = {t.origin for t in counted}
    for offer in pathway.offers:
        sets = {(effect.attribute, effect.to) for outcome in offer.outcomes for effect in outcome.effects}
        left |= {offer.key} if sets & wanted else set()
    file = tmp_path / f"{name}.bpmn"
    file.write_text(write_bpmn(pathway), encoding="utf-8")
    answer = lint([file])[file]
    assert answer.warnings == ()
    assert {(remark.rule, remark.element) for remark in answer.remarks} == {
        *(("no-implicit-start", f"station_{key}") for key in pathway.concept.stations if key not in reached),
        *(("no-implicit-end", f"station_{key}") for key in pathway.concept.stations if key not in left),
    }


@given(small_pathways())
def test_the_drawing_has_the_arrows_of_the_file_and_no_others(pathway: Pathway) -> None:
    for weakest in TransitionState:
        tree = tree_of(write_bpmn(pathway, weakest=weakest))
        strong = {TransitionState.AGREED, weakest} | (
            {TransitionState.AIMED} if weakest is TransitionState.POSSIBLE else set()
        )
        concept = pathway.concept
        expected = {(t.origin, t.target) for t in concept.transitions if t.state in strong}
        expected |= {("start", key) for key in concept.entry_points}
        found = {pair for pair in arrows_in(tree) if not pair[1].startswith("goal ")}
        assert found == expected
        assert len(list(tree.iter(f"{BPMN}task"))) == len(set(concept.stations))


def test_an_arrow_to_the_goal_stands_where_an_outcome_sets_what_the_goal_asks_for() -> None:
    found = {pair for pair in arrows_in(tree_of(write_bpmn(sound_town()))) if pair[1].startswith("goal ")}
    assert found == {("ausbildung", "goal Ausbildungsplatz")}


@given(small_pathways())
@settings(max_examples=25)
def test_shapes_do_not_overlap_and_lie_in_the_pool(pathway: Pathway) -> None:
    tree = tree_of(write_bpmn(pathway))
    boxes = shapes_in(tree)
    pool = boxes.pop("participant")
    inner = {name: box for name, box in boxes.items() if not name.startswith("lane_")}
    for name, box in inner.items():
        assert box.x >= 0 and box.x + box.width <= pool.width and box.y + box.height <= pool.height
        for other_name, other in inner.items():
            apart = box.x + box.width <= other.x or box.y + box.height <= other.y
            assert (
                name >= other_name
                or apart
                or other.x + other.width <= box.x
                or other.y + other.height <= box.y
            )


@given(small_pathways())
@settings(max_examples=25)
def test_no_flow_is_drawn_through_a_task_an_event_or_a_gateway(pathway: Pathway) -> None:
    tree = tree_of(write_bpmn(pathway))
    boxes = [box for name, box in shapes_in(tree).items() if not name.startswith(("lane_", "participant"))]
    for edge in tree.iter(f"{DRAWN}BPMNEdge"):
        points = [(float(str(p.get("x"))), float(str(p.get("y")))) for p in edge]
        for (x1, y1), (x2, y2) in pairwise(points):
            assert x1 == x2 or y1 == y2, "flows have right angles"
            for box in boxes:
                beside = max(x1, x2) <= box.x or min(x1, x2) >= box.x + box.width
                above = max(y1, y2) <= box.y or min(y1, y2) >= box.y + box.height
                assert beside or above


@pytest.mark.parametrize("title", BAD_TITLES)
def test_any_title_can_be_written(title: str) -> None:
    """Also one that no file could bring in: a pathway can be built by a program."""
    town = sound_town()
    offers = tuple(replace(offer, title={"de": title}, conditions=(title,)) for offer in town.offers)
    organisations = tuple(replace(organisation, name=title) for organisation in town.organisations)
    tree = tree_of(write_bpmn(replace(town, title=title, offers=offers, organisations=organisations)))
    assert len(list(tree.iter(f"{BPMN}task"))) == len(town.concept.stations)
    shown = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", title)
    names = {str(task.get("name")) for task in tree.iter(f"{BPMN}task")}
    assert names <= {" ".join(shown.split()), *(offer.key for offer in town.offers)}


def test_an_empty_concept_is_a_beginning_and_nothing_else() -> None:
    town = replace(sound_town(), concept=Concept(), offers=())
    tree = tree_of(write_bpmn(town))
    assert arrows_in(tree) == set()
    assert [e.get("name") for e in tree.iter(f"{BPMN}startEvent")] == ["Beginn"]


def test_keys_that_look_alike_in_xml_stay_apart() -> None:
    offers = tuple(Offer(key, {"de": key}) for key in ("kurs/a", "kurs_a", "kurs(a", "drawn_kurs", "ü"))
    keys = tuple(offer.key for offer in offers)
    town = replace(sound_town(), offers=offers, concept=Concept(stations=keys, entry_points=keys))
    assert arrows_in(tree_of(write_bpmn(town))) == {("start", key) for key in keys}


def test_a_target_group_is_written_with_the_keys_of_the_file() -> None:
    tree = tree_of(write_bpmn(sound_town()))
    said = {e.text for e in tree.iter(f"{BPMN}conditionExpression")}
    assert said == {"status in {duldung, erlaubnis}", "true"}


def test_the_same_file_gives_the_same_drawing() -> None:
    assert write_bpmn(large_town(30)) == write_bpmn(large_town(30))


def test_a_circle_without_an_entry_is_drawn_too() -> None:
    assert arrows_in(tree_of(write_bpmn(loop_town()))) == {("a", "b"), ("b", "a")}


def test_lanes_hold_every_node_once() -> None:
    tree = tree_of(write_bpmn(sound_town(), lanes="kind", language="en"))
    refs = [e.text for e in tree.iter(f"{BPMN}flowNodeRef")]
    forms = ("task", "startEvent", "endEvent", "exclusiveGateway")
    nodes = [e.get("id") for form in forms for e in tree.iter(f"{BPMN}{form}")]
    assert sorted(map(str, refs)) == sorted(map(str, nodes))
    assert [e.get("name") for e in tree.iter(f"{BPMN}lane")] == [
        "Beginning and goals",
        "Measures",
        "Accompaniment",
    ]
