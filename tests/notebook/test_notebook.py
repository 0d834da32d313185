"""What a planner asks in a notebook: the same answers as the check, as data frames, with errors that say what to do."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from lxml import html

from staffelstab import notebook as st
from staffelstab.engine.check import Question, check, profile_results
from staffelstab.engine.model import Pathway, Reading
from staffelstab.engine.wording import Words
from tests.engine.wording.lindental import DAY, FILE, lindental


@pytest.fixture(scope="module")
def report() -> st.CheckReport:
    return st.check(lindental(), date=DAY)


def test_five_lines(report: st.CheckReport) -> None:
    district = st.read(str(FILE))
    asked = st.check(district, date="2027-01-01")
    assert asked.report == check(lindental(), Question(DAY)) == report.report


def test_the_findings_are_those_of_the_check(report: st.CheckReport) -> None:
    frame, words, pathway = report.findings, Words("de"), lindental()
    assert list(frame.index) == [finding.name for finding in report.report.findings]
    assert frame["profiles"].tolist() == [f.profiles.count for f in report.report.findings]
    assert frame["title"].tolist() == [words.title(f, pathway) for f in report.report.findings]
    assert frame["stations"].tolist() == [f.stations for f in report.report.findings]
    unknown = [f.persons.maximum is None for f in report.report.findings]
    assert frame["persons_at_most"].isna().tolist() == unknown
    assert frame["share"].between(0, 1).all()


def test_every_profile_is_a_row_with_the_result_of_the_check(report: st.CheckReport) -> None:
    frame, pathway = report.profiles, lindental()
    attributes = [a.key for a in pathway.scales.attributes]
    clocks = [c.key for c in pathway.scales.clocks]
    rows = {}
    for named in frame.to_dict("records"):
        entry = tuple(named[key] for key in ("place", *attributes, *clocks))
        month = None if pd.isna(named["goal_month"]) else int(named["goal_month"])
        rows[entry] = (
            named["at_goal"], month, named["gap"] or None,
            named["dead_ends"], named["circles"], named["waiting"], named["too_many"],
        )  # fmt: skip
    expected = {}
    for result in profile_results(pathway, Question(DAY)):
        at = result.profile
        entry = (
            at.place, *(at.values[key] for key in attributes), *(at.clocks[key] for key in clocks)
        )  # fmt: skip
        stations = ({station for station, _ in found} for found in (result.dead_ends, result.waiting))
        dead, waiting = map(len, stations)
        expected[entry] = (
            result.at_goal, result.goal_month, result.gap,
            dead, len(result.circles), waiting, result.too_many,
        )  # fmt: skip
    assert len(frame) == len(expected) == report.report.profiles
    assert rows == expected
    assert int(frame["in_time"].sum()) == report.report.with_way


def test_the_matrix_holds_shares_per_group_and_place(report: st.CheckReport) -> None:
    frame, matrix = report.profiles, report.matrix("language")
    by_hand = frame.groupby(["language", "place_name"], observed=True)["in_time"].mean().unstack()
    assert matrix.shape == by_hand.shape
    assert matrix.to_numpy().tolist() == by_hand[list(matrix.columns)].to_numpy().tolist()
    assert report.matrix().index.name == "Aufenthaltsstatus"


def test_a_story_reads_like_the_one_of_the_terminal(report: st.CheckReport) -> None:
    name = next(f.name for f in report.report.findings if f.witness and f.witness.way)
    story, finding = report.story(name), report.finding(name)
    assert story.lines == Words("de").story(finding, lindental())
    assert str(story).splitlines()[0] == story.title
    assert finding.witness is not None
    steps = story.steps[story.steps["part"] == "way"]
    assert steps["station"].tolist() == [step.station for step in finding.witness.way]
    assert [day.date() for day in steps["starts_on"]] == [s.starts_on for s in finding.witness.way]


def test_a_finding_without_a_way_has_an_empty_table(report: st.CheckReport) -> None:
    names = [f.name for f in report.report.findings if f.witness is None or not f.witness.way]
    for name in names:
        steps = report.story(name).steps
        assert steps[steps["part"] == "way"].empty
        assert list(steps.columns)[:3] == ["part", "station", "title"]


def test_two_days_side_by_side(report: st.CheckReport) -> None:
    later = st.check(lindental(), date="2029-06-01")
    comparison = st.compare(report, later)
    names = {f.name for r in (report, later) for f in r.report.findings}
    assert set(comparison.findings.index) == names
    gone = comparison.findings.query("change == 'gone'")
    assert set(gone.index) == names - {f.name for f in later.report.findings}
    assert (gone["profiles_after"] == 0).all() and (gone["difference"] < 0).all()
    assert comparison.gained - comparison.lost == later.report.with_way - report.report.with_way
    assert comparison.matrix().shape == report.matrix().shape


def test_a_variant_without_its_arrows_loses_ways(report: st.CheckReport) -> None:
    town = lindental()
    cut = replace(town, concept=replace(town.concept, transitions=()))
    comparison = st.compare(report, st.check(cut, date=DAY))
    assert comparison.lost > 0 and comparison.gained == 0
    assert (comparison.matrix().to_numpy() <= 0).all()


def test_only_what_is_alike_is_compared(report: st.CheckReport) -> None:
    with pytest.raises(st.NotebookError, match="different profiles or places"):
        st.compare(report, st.check(lindental(), date=DAY, only={"status": "duldung"}))


def test_a_question_can_be_narrowed() -> None:
    asked = st.check(
        lindental(), date=dt.datetime(2027, 1, 1, 12, tzinfo=dt.UTC), reading="lenient", transitions="agreed",
        places="99001001", only={"status": ["duldung"]}, language="en",
    )  # fmt: skip
    question = Question(
        DAY, Reading.LENIENT, asked.question.transitions, {"status": ("duldung",)}, ("99001001",)
    )
    assert asked.question == question
    assert set(asked.profiles["status"]) == {"duldung"} and set(asked.profiles["place"]) == {"99001001"}
    assert asked.summary == Words("en").report_summary(asked.report, lindental())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"date": "1.11.2026"}, "'1.11.2026' is no day. Please write it like \"2026-11-01\"."),
        ({"places": "Atlantis"}, "There is no place 'Atlantis'."),
        ({"only": {"statsu": "duldung"}}, "There is no attribute 'statsu'. Did you mean 'status'?"),
        (
            {"only": {"status": "dulung"}},
            "There is no value of status at entry 'dulung'. Did you mean 'duldung'?",
        ),
        ({"reading": "kind"}, "There is no reading 'kind'. Known: strict, default, lenient."),
    ],
)
def test_a_wrong_question_is_answered_with_what_is_right(asked: dict[str, object], said: str) -> None:
    with pytest.raises(st.NotebookError) as caught:
        st.check(lindental(), **{"date": DAY, **asked})  # type: ignore[arg-type]
    assert str(caught.value).startswith(said)


def test_a_file_without_a_day_needs_one() -> None:
    with pytest.raises(st.NotebookError, match="names no day"):
        st.check(replace(lindental(), date=None))


def test_unknown_names(report: st.CheckReport) -> None:
    with pytest.raises(st.NotebookError, match="There is no finding 'nothing'"):
        report.story("nothing")
    with pytest.raises(st.NotebookError, match="There is no attribute 'shoe'"):
        report.matrix("shoe")
    with pytest.raises(st.NotebookError, match="There is no district 'atlantis'"):
        st.district("atlantis")
    assert "musterkreis" in st.districts()


def test_a_bad_file_is_refused_with_all_its_problems(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("format: staffelstab-pathway\nversion: 1\ntitle: 5\nstationen: []\n", encoding="utf-8")
    with pytest.raises(st.UnreadableFile) as caught:
        st.read(file, language="en")
    assert len(str(caught.value).splitlines()) == len(caught.value.problems) > 1


def hostile() -> Pathway:
    bad = "<script>alert('&')</script>"
    town = lindental()
    offers = tuple(replace(offer, title={"de": bad}) for offer in town.offers)
    return replace(town, title=bad, offers=offers)


def test_what_is_shown_is_escaped_and_can_be_read_aloud() -> None:
    report = st.check(hostile(), date=DAY)
    for shown in (report._repr_html_(), report.story(report.findings.index[0])._repr_html_()):
        assert "<script" not in shown and "&lt;script&gt;" in shown
    table = html.fragment_fromstring(report._repr_html_(), create_parent=True).findall("table")[0]
    assert table.find("caption") is not None
    headings = table.findall(".//thead//th")
    assert [cell.get("scope") for cell in headings] == ["col"] * 5
    rows = table.findall(".//tbody/tr")
    assert len(rows) == min(50, len(report.report.findings))
    assert all(row[0].tag == "th" and row[0].get("scope") == "row" for row in rows)
    assert "<caption>" in st.compare(report, report)._repr_html_()


def test_an_attribute_named_like_a_column_keeps_its_own(tmp_path: Path) -> None:
    """Every column of the result stays; the attribute stands beside it under a longer name."""
    town = lindental()
    clocks = tuple(replace(clock, key="gap") if clock.key == "age" else clock for clock in town.scales.clocks)
    months = {("gap" if key == "age" else key): found for key, found in town.profiles.clocks.items()}
    offers = tuple(replace(offer, access=()) for offer in town.offers)
    concept = replace(town.concept, transitions=())
    renamed = replace(
        town,
        scales=replace(town.scales, clocks=clocks),
        profiles=replace(town.profiles, clocks=months),
        offers=offers,
        concept=concept,
    )
    frame = st.check(renamed, date=DAY).profiles
    assert set(frame["gap_at_entry"]) == set(months["gap"])
    assert set(frame["gap"]) == {"never"}


WITHOUT_PANDAS = """
import sys
sys.modules["pandas"] = None
from staffelstab import notebook as st
report = st.check(st.read(sys.argv[1]), date="2027-01-01")
print(len(report.story(report.report.findings[0].name)._repr_html_()) > 100)
try:
    report.findings
except ImportError as error:
    print(error)
"""


def test_without_pandas_stories_are_told_and_frames_name_the_extra() -> None:
    command = [sys.executable, "-c", WITHOUT_PANDAS, str(FILE)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "True",
        "Data frames need pandas. Please install it with: pip install 'staffelstab[notebook]'",
    ]
