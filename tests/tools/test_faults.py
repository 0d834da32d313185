"""Seeded faults: every one is found, nothing else is, about exactly the people concerned, with the shortest story."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence

import pytest

from staffelstab.engine.check import check
from staffelstab.engine.check.finding import Code, Finding, ProfileSet, Question
from staffelstab.engine.files import read, to_document
from staffelstab.engine.model import Pathway
from staffelstab.engine.replay import replay
from tests.house.repository import ROOT, files_under, name_of
from tools.faults.corpus import SEEDS, contents, planted
from tools.faults.corpus import name_of as file_of
from tools.faults.expected import Concerned, Expected, Planted
from tools.faults.layout import DATE, build, draw
from tools.faults.planting import FAULTS, plant

CORPUS = ROOT / "corpus"
MORE_SEEDS = range(SEEDS.stop, SEEDS.stop + 6)
BETWEEN_TWO = {Code.HANDOVER_OPEN, Code.HANDOVER_UNBACKED}
PUBLISHED = list(planted())


def findings_of(pathway: Pathway) -> tuple[Finding, ...]:
    return check(pathway, Question(DATE)).findings


def key_of(finding: Finding) -> tuple[object, ...]:
    stations = () if finding.code in BETWEEN_TWO else finding.stations
    return (
        str(finding.code),
        finding.kind,
        stations,
        finding.transition,
        tuple(finding.group.items()),
        finding.funding,
    )


def concerned(profiles: ProfileSet) -> Concerned:
    assert profiles.is_box
    return Concerned(dict(profiles.values), dict(profiles.clocks), profiles.places)


def deviations(case: Planted, findings: Sequence[Finding]) -> list[str]:
    """Everything in which the findings of the faulty concept are not what was planted."""
    expected = {finding.key(): finding for finding in case.findings + case.companions}
    found = {key_of(finding): finding for finding in findings}
    wrong = [f"missed: {key}" for key in expected.keys() - found.keys()]
    wrong += [f"false alarm: {key}" for key in found.keys() - expected.keys()]
    for key in expected.keys() & found.keys():
        wrong += compared(expected[key], found[key])
    return wrong


def compared(expected: Expected, found: Finding) -> list[str]:
    wrong = []
    if expected.concerned is not None and concerned(found.profiles) != expected.concerned:
        wrong.append(f"{found.name}: concerns {found.profiles}, not {expected.concerned}")
    if expected.concerned is not None and found.profiles.count != expected.concerned.count:
        wrong.append(f"{found.name}: counts {found.profiles.count}, not {expected.concerned.count}")
    for name, steps in (("way", expected.way), ("circle", expected.circle)):
        told = len(getattr(found.witness, name))
        if steps is not None and told != steps:
            wrong.append(f"{found.name}: the {name} has {told} steps, not {steps}")
    return wrong


@pytest.mark.parametrize("case", PUBLISHED, ids=file_of)
def test_the_published_fault_is_found_and_nothing_else(case: Planted) -> None:
    assert findings_of(case.sound) == ()
    findings = findings_of(case.faulty)
    assert deviations(case, findings) == []
    document = to_document(case.faulty)
    assert [f.name for f in findings if not replay(document, Question(DATE), f).holds] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_the_same_holds_for_other_seeds(fault: str) -> None:
    for seed in MORE_SEEDS:
        case = plant(fault, seed)
        assert findings_of(case.sound) == ()
        assert deviations(case, findings_of(case.faulty)) == [], seed


def test_one_thing_has_changed() -> None:
    for case in PUBLISHED:
        assert case.sound != case.faulty
        assert case.sound.profiles == case.faulty.profiles
        assert case.sound.concept.goals == case.faulty.concept.goals


def test_sound_concepts_of_every_size_are_clean() -> None:
    sizes = set()
    for seed in range(40):
        layout = draw(random.Random(seed))
        pathway = build(layout)
        sizes.add(len(pathway.concept.stations))
        assert len(pathway.concept.stations) == layout.stations
        report = check(pathway, Question(DATE))
        assert report.findings == ()
        assert report.with_way == report.profiles > 0
    assert min(sizes) <= 5 and max(sizes) >= 24


def test_the_published_corpus_is_what_the_generator_writes() -> None:
    generated = contents()
    published = {name_of(path).removeprefix("corpus/"): path for path in files_under("corpus", ".json")}
    assert set(published) == set(generated)
    different = [name for name, path in published.items() if path.read_bytes() != generated[name].encode()]
    assert different == []


def test_the_published_files_are_read_as_they_were_planted() -> None:
    for case in PUBLISHED:
        assert read(CORPUS / "sound" / file_of(case)) == case.sound
        assert read(CORPUS / "faulty" / file_of(case)) == case.faulty


def test_the_list_tells_every_fault_of_the_page() -> None:
    listed = json.loads((CORPUS / "expected.json").read_text(encoding="utf-8"))["cases"]
    assert {entry["fault"] for entry in listed} == set(FAULTS)
    page = (CORPUS / "README.md").read_text(encoding="utf-8")
    for entry in listed:
        rows = [line for line in page.splitlines() if line.startswith(f"| `{entry['fault']}` |")]
        assert len(rows) == 1
        assert all(finding["code"] in rows[0] for finding in entry["expected"])
