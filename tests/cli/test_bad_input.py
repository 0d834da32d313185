"""What people get wrong, as they would meet it: a named finding or a clear error, no wrong answer, no endless run."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest

from tests.cli.bad_files import (
    Capsys,
    Change,
    Document,
    add,
    asked,
    connect,
    findings,
    measure,
    setting,
    sound,
    spoiled,
)
from tests.cli.calling import call

NOBODY_COMES = ("gap.never.all", "no-way-in.never-entered.course", "no-way-in.never-entered.job")
NO_JOB = ("dead-end.closed.course", "gap.never.all", "no-way-in.never-entered.job")

# --- clear errors: nothing is checked, the file, line and reason are told ---------------------------------

REFUSED: dict[str, tuple[Change, str]] = {
    "limits that contradict each other": (
        lambda d: (
            d.update(clocks=[{"key": "age", "kind": "fixed"}]),
            setting("offers", 1, "access", to=[{"when": {"clocks": {"age": {"min": 300, "max": 200}}}}])(d),
        )[0],
        "The minimum 300 lies above the maximum 200.",
    ),
    "a range upside down": (
        setting("offers", 1, "access", to=[{"when": {"language": {"min": "L3", "max": "L1"}}}]),
        "The minimum L3 lies above the maximum L1.",
    ),
    "a list of no values": (
        setting("offers", 1, "access", to=[{"when": {"language": []}}]),
        "The list is empty.",
    ),
    "a period that ends before it begins": (
        lambda d: d["offers"][0].update(valid_from="2028-01-01", valid_to="2027-01-01"),
        "The period ends on 1 January 2027 before it begins on 1 January 2028.",
    ),
    "a date before 1900": (
        setting("offers", 0, "valid_from", to="1850-01-01"),
        "The date 1 January 1850 does not lie between 1 January 1901 and 31 December 2199.",
    ),
    "the year 9999 for open": (
        setting("offers", 0, "valid_to", to="9999-12-31"),
        "for an open end leave the field empty",
    ),
    "the year 9999 as the date of the check": (
        setting("date", to="9999-12-31"),
        "The date 31 December 9999 does not lie between",
    ),
    "a number as text": (setting("offers", 0, "months", to="6"), 'Expected is a whole number, read was "6".'),
    "a number with a point": (setting("offers", 0, "months", to=6.0), "read was 6.0."),
    "no number at all": (setting("offers", 0, "months", to=float("nan")), 'read was "NaN".'),
    "a negative number": (setting("offers", 0, "months", to=-6), "The number -6 is too small"),
    "a number beyond all": (setting("offers", 0, "months", to=10**30), "Expected is a whole number"),
    "a thirteenth month": (setting("offers", 0, "start_months", to=[13]), "allowed is at most 12"),
    "a place that is not in the file": (
        setting("offers", 0, "territory", to=["99001002"]),
        "The file knows no place with the key “99001002”.",
    ),
    "a station that is no offer": (
        setting("concept", "stations", to=["course", "job", "nowhere"]),
        "The file knows no offer with the key “nowhere”.",
    ),
    "a transition into nothing": (
        lambda d: d["concept"]["transitions"].append({"from": "course", "to": "mars"}),
        "“mars”",
    ),
    "a funding that is not in the file": (setting("offers", 0, "funding", to="gone"), "“gone”"),
    "a horizon of no month": (setting("settings", to={"horizon_months": 0}), "The number 0 is too small"),
    "a horizon of a hundred years": (setting("settings", to={"horizon_months": 1200}), "at most 360"),
    "more profiles than can be checked": (
        lambda d: (
            d.update(clocks=[{"key": "age", "kind": "fixed"}, {"key": "stay", "kind": "fixed"}]),
            d.update(profiles={"clocks": {"age": list(range(1201)), "stay": list(range(1200))}}),
            d["profiles"].update(values={"language": ["L0", "L1"]}),
        )[0],
        "The situations at entry make 2882400 combinations; at most 2000000 are checked.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_clear_error(capsys: Capsys, tmp_path: Path, name: str) -> None:
    change, said = REFUSED[name]
    answer = asked(capsys, tmp_path, spoiled(change))
    assert (answer.code, answer.out) == (2, "")
    assert re.match(r"\S*file\.json, line \d+, ", answer.err)
    assert said in answer.err


# --- named findings: the file is as it is, and the check says what follows --------------------------------


def two_courses_that_need_each_other(document: Document) -> None:
    for offer, needs in (("first", "second"), ("second", "first")):
        document["attributes"].append(
            {"key": offer, "kind": "ordered", "values": [{"key": "no"}, {"key": "yes"}]}
        )
        add(document, measure(offer, {"attribute": offer, "to": "yes"}, when={needs: "yes"}))
    document["offers"][0]["access"] = [{"when": {"first": "yes"}}]
    connect(document, "first>second", "second>first", "first>course", "second>course")


def scales_of_one_value(document: Document) -> None:
    document["attributes"].append({"key": "one", "kind": "ordered", "values": [{"key": "x"}]})
    document["attributes"].append({"key": "other", "kind": "unordered", "values": [{"key": "y"}]})
    document["offers"][0]["access"] = [{"when": {"one": "x", "other": "y"}}]


def legal_steps_without_months(document: Document) -> None:
    """Round and round in no time at all."""
    steps = [measure(key, kind="legal_step", months=0) for key in ("stamp", "form")]
    add(document, *steps, measure("desk", kind="accompaniment", months=0))
    connect(document, "stamp>form", "form>stamp", "stamp>desk", "desk>stamp", "desk>desk", "stamp>stamp")
    connect(document, "desk>course", "stamp>course", "form>course")


def measures_without_months(document: Document) -> None:
    add(document, measure("talk", months=0), measure("chat", months=0))
    connect(document, "talk>chat", "chat>talk", "talk>talk", "talk>course", "chat>course")


def a_status_that_comes_and_goes(document: Document) -> None:
    """Two legal steps of no month undo each other; progress and loss for ever."""
    values = [{"key": "low", "rank": 0}, {"key": "high", "rank": 1}]
    document["attributes"].append({"key": "status", "kind": "unordered", "values": values})
    for key, to in (("grant", "high"), ("revoke", "low")):
        add(document, measure(key, {"attribute": "status", "to": to}, kind="legal_step", months=0))
    connect(document, "grant>revoke", "revoke>grant", "grant>course", "revoke>course")


def a_course_of_a_hundred_years(document: Document) -> None:
    document["offers"][0]["months"] = 1200


def begun_before_birth(document: Document) -> None:
    document["clocks"] = [{"key": "stay", "kind": "fixed"}]
    when = {"language": "L3", "clocks": {"stay": {"max": 5}}, "begun_by": {"stay": "1990-01-01"}}
    document["offers"][1]["access"] = [{"when": when}]


def no_transition_at_all(document: Document) -> None:
    document["concept"]["transitions"] = []


ANSWERED: dict[str, tuple[Change, tuple[str, ...]]] = {
    "nothing wrong": (lambda d: None, ()),
    "conditions that no day can meet": (begun_before_birth, NO_JOB),
    "a course that asks for what follows it": (
        setting("offers", 0, "access", to=[{"when": {"work": "job"}}]),
        NOBODY_COMES,
    ),
    "two courses that need each other": (
        two_courses_that_need_each_other,
        tuple(sorted((*NOBODY_COMES, *(f"no-way-in.never-entered.{key}" for key in ("first", "second"))))),
    ),
    "scales with one value": (scales_of_one_value, ()),
    "an offer in no place": (setting("offers", 0, "territory", to=[]), NOBODY_COMES),
    "an offer without territory": (setting("offers", 0, "territory", to=None), ()),
    "a file without places": (lambda d: d.pop("places"), ()),
    "an offer open to nobody": (setting("offers", 0, "access", to=[]), NOBODY_COMES),
    "dates at the edge": (setting("date", to="2199-12-31"), ()),
    "a catalogue entry that does not exist": (setting("offers", 0, "catalogue_key", to="gone"), ()),
    "legal steps without months in a circle": (legal_steps_without_months, ()),
    "measures without months in a circle": (
        measures_without_months,
        ("revolving-door.circle.chat+talk", "revolving-door.circle.talk"),
    ),
    "a status that comes and goes": (a_status_that_comes_and_goes, ()),
    "a course of a hundred years": (
        a_course_of_a_hundred_years,
        ("gap.never.all", "no-way-in.never-entered.job"),
    ),
    "everybody is at the goal already": (
        lambda d: d.update(profiles={"values": {"work": ["job"]}}),
        NOBODY_COMES[1:],
    ),
    "no entry": (setting("concept", "entry_points", to=[]), NOBODY_COMES),
    "no transition": (
        no_transition_at_all,
        ("dead-end.no-transition.course", "gap.never.all", "no-way-in.never-entered.job"),
    ),
    "a goal that excludes itself": (
        setting("concept", "goals", 0, "when", to={"work": "job", "language": "L0"}),
        ("dead-end.no-offer.job", "gap.never.all"),
    ),
}


@pytest.mark.parametrize("name", ANSWERED)
def test_a_named_finding(capsys: Capsys, tmp_path: Path, name: str) -> None:
    change, expected = ANSWERED[name]
    answer = asked(capsys, tmp_path, spoiled(change))
    assert findings(answer) == expected
    assert answer.code == (1 if expected else 0)
    assert answer.err == ""


def test_a_catalogue_entry_that_points_nowhere_is_told_where_the_catalogue_is_used(
    capsys: Capsys, tmp_path: Path
) -> None:
    change, _ = ANSWERED["a catalogue entry that does not exist"]
    answer = asked(capsys, tmp_path, spoiled(change), "--with-catalogue")
    assert "Note: “Course” points to the entry “gone”, which the catalogue does not have." in answer.err


@pytest.mark.parametrize("day", ["0001-01-01", "1850-06-30", "31.12.9999"])
def test_a_day_that_no_calendar_of_ours_reaches(capsys: Capsys, tmp_path: Path, day: str) -> None:
    answer = asked(capsys, tmp_path, sound(), "--date", day)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        f"The day {day} does not lie between 1 January 1901 and 31 December 2199. Please check the year.\n"
    )


def test_numbers_as_text_in_yaml_too(capsys: Capsys, tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    text = json.dumps(spoiled(setting("offers", 0, "months", to="6")))
    file.write_text(text)  # JSON is YAML
    answer = call(capsys, "check", str(file), "--language", "en")
    assert (answer.code, 'read was "6".' in answer.err) == (2, True)


def as_workbook(capsys: Capsys, tmp_path: Path, heading: str, value: str) -> Path:
    """The sound file as a workbook, with one cell of the first offer overwritten."""
    source, target = tmp_path / "file.json", tmp_path / "file.xlsx"
    source.write_text(json.dumps(sound()))
    assert call(capsys, "convert", str(source), str(target)).code == 0
    book = openpyxl.load_workbook(target)
    sheet = book["Angebote"]
    (cell,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == heading)
    sheet.cell(cell.row + 1, cell.column).value = value
    book.save(target)
    return target


def test_a_number_as_text_in_a_workbook_is_read_and_told(capsys: Capsys, tmp_path: Path) -> None:
    file = as_workbook(capsys, tmp_path, "Dauer in Monaten", "6")
    answer = call(capsys, "check", str(file), "--language", "en")
    assert (answer.code, findings(answer)) == (0, ())
    assert "The number 6 is stored as text; read was 6." in answer.err


@pytest.mark.parametrize("written", ["sechs", "6 Monate", "-6", "6,5", "1e3"])
def test_what_is_no_number_of_months_in_a_workbook(capsys: Capsys, tmp_path: Path, written: str) -> None:
    file = as_workbook(capsys, tmp_path, "Dauer in Monaten", written)
    answer = call(capsys, "check", str(file), "--language", "en")
    assert (answer.code, answer.out) == (2, "")
    assert re.match(r"\S*file\.xlsx, sheet “Angebote”, cell \w+: ", answer.err)


@pytest.mark.parametrize("written", ["01.01.1850", "31.12.9999", "30.02.2027"])
def test_a_day_in_a_workbook_that_cannot_be(capsys: Capsys, tmp_path: Path, written: str) -> None:
    file = as_workbook(capsys, tmp_path, "gültig von", written)
    answer = call(capsys, "check", str(file), "--language", "en")
    assert (answer.code, answer.out) == (2, "")
    assert re.match(r"\S*file\.xlsx, sheet “Angebote”, cell \w+: ", answer.err)
