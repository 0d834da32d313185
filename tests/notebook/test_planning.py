"""Repair, timeline and a whole Land in a notebook: the answers of the engine, as data frames."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from staffelstab import notebook as st
from staffelstab.engine.check import Question, check, over_time
from staffelstab.engine.files import write_yaml
from staffelstab.engine.model import Pathway
from staffelstab.engine.plan import repair
from staffelstab.programmes import districts
from tests.engine.wording.lindental import DAY, lindental


@pytest.fixture(scope="module")
def report() -> st.CheckReport:
    return st.check(lindental(), date=DAY)


def test_a_repair_is_that_of_the_engine_and_can_be_applied(report: st.CheckReport) -> None:
    found = st.repair(report)
    assert found.repair == repair(lindental(), report.question)
    assert len(found.changes) == len(found.repair.changes)
    assert str(found) == "\n".join(found.lines)
    after = st.check(found.applied(), date=DAY)
    assert st.compare(report, after).lost == 0
    assert "<p>" in found._repr_html_()


def test_gaps_can_be_named_and_other_findings_cannot(report: st.CheckReport) -> None:
    gaps = [f.name for f in report.report.findings if str(f.code).startswith("gap")]
    others = [f.name for f in report.report.findings if not str(f.code).startswith("gap")]
    assert st.repair(report, gaps[0]).repair == repair(
        lindental(), report.question, [report.finding(gaps[0])]
    )
    with pytest.raises(st.NotebookError, match="Only gaps can be closed"):
        st.repair(report, others[0])
    with pytest.raises(st.NotebookError, match="There is no kind of change 'bridge'"):
        st.repair(report, costs={"bridge": 1})
    with pytest.raises(st.NotebookError, match="costs at least 1"):
        st.repair(report, costs={"offer": 0})


def test_the_timeline_has_a_row_per_event(report: st.CheckReport) -> None:
    frame = st.timeline(report, until="2031-12-31")
    events = over_time(lindental(), report.question, dt.date(2031, 12, 31))
    assert [day.date() for day in frame["day"]] == [event.day for event in events]
    assert frame["loses"].tolist() == [event.loses for event in events]
    assert (frame["with_way_before"] - frame["with_way_after"] == frame["loses"] - frame["gains"]).all()
    assert st.timeline(report, until=DAY).empty


def small_land(folder: Path) -> list[Pathway]:
    towns = [lindental(), districts.load("musterkreis")]
    for number, town in enumerate(towns):
        (folder / f"kreis{number}.yaml").write_text(write_yaml(town), encoding="utf-8")
    return towns


def test_a_land_is_its_districts(tmp_path: Path) -> None:
    first, _ = small_land(tmp_path)
    land = st.check_state(tmp_path, date=DAY)
    assert len(land.districts) == len(land.report.districts) > 0
    key = land.districts.index[0]
    alone = st.check(first, date=DAY)
    assert land.district(key).report.with_way == alone.report.with_way
    assert land.findings["findings"].sum() == land.districts["findings"].sum()
    with pytest.raises(st.NotebookError, match="There is no district 'atlantis'"):
        land.district("atlantis")
    assert "<caption>" in land._repr_html_()


def test_a_folder_with_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(st.UnreadableFile):
        st.check_state(tmp_path, date=DAY)


def test_law_and_catalogue_are_asked_about_on_demand() -> None:
    town = districts.load("kreis_wesel_heute")
    offers = st.catalogue(town)
    known = {key for offer in town.offers for key in (offer.key, offer.catalogue_key)}
    assert offers and not {offer.key for offer in offers} & known
    small = {"places": town.places[0].key, "only": {"status": ["duldung"]}}
    report = st.check(town, date="2026-11-23", law_until="2030-12-31", **small)  # type: ignore[arg-type]
    assert report.question.law_until == dt.date(2030, 12, 31)
    told = report.findings[report.findings["code"] == "law-change"]
    assert told["day"].notna().all()
    assert report.findings[report.findings["code"] != "law-change"]["day"].isna().all()


def test_offers_from_elsewhere_are_asked_about_when_thorough() -> None:
    town = lindental()
    missing = "vorkurs"
    stations = tuple(key for key in town.concept.stations if key != missing)
    arrows = tuple(t for t in town.concept.transitions if missing not in (t.origin, t.target))
    entries = tuple(key for key in town.concept.entry_points if key != missing)
    concept = replace(town.concept, stations=stations, transitions=arrows, entry_points=entries)
    without = replace(town, concept=concept, offers=tuple(o for o in town.offers if o.key != missing))
    offer = replace(town.offer(missing), organisation=None, funding=None)
    asked = check(without, Question(DAY, thorough=True), available=[offer])
    assert st.check(without, date=DAY, thorough=True, available=[offer]).report == asked
