"""Need against ways: the shares are those of single checks and of a count by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given, settings

from staffelstab.engine import files
from staffelstab.engine.check import (
    Persons,
    Question,
    Row,
    Way,
    check,
    coverage,
    modules_against_gaps,
    profile_results,
)
from staffelstab.engine.check.profile_results import ProfileResult
from staffelstab.engine.check.run import run_question
from staffelstab.engine.model import Pathway
from staffelstab.programmes import districts
from tests.engine.strategies import small_cases

Case = tuple[Pathway, Question]


def each_alone(pathway: Pathway) -> Mapping[str, Sequence[str]]:
    """One bundle for each station, and one with all of them."""
    stations = pathway.concept.stations
    return {**{key: (key,) for key in stations}, "all": stations}


def way_of(record: ProfileResult) -> Way:
    if record.gap is not None:
        return Way.LATE if record.gap == "horizon" else Way.NONE
    return Way.WAITING if any(station == "" for station, _ in record.waiting) else Way.OPEN


@given(small_cases())
@settings(max_examples=40)
def test_the_shares_are_those_of_the_records(case: Case) -> None:
    pathway, question = case
    found = coverage(run_question(pathway, question), each_alone(pathway))
    records = list(profile_results(pathway, question))
    rows = (found.whole, *found.places, *found.groups)
    for row in rows:
        concerned = [record for record in records if belongs(record, row)]
        assert row.everybody.profiles == len(concerned)
        ways = Counter(way_of(record) for record in concerned)
        assert {way: share.profiles for way, share in row.ways.items()} == {way: ways[way] for way in Way}
        assert row.without_way.profiles == ways[Way.LATE] + ways[Way.NONE]
        for name, bundle in row.bundles.items():
            starters = [r for r in concerned if r.started & set(each_alone(pathway)[name])]
            assert bundle.meant.profiles - bundle.missed.profiles == len(starters)
            assert sum(share.profiles for share in bundle.ways.values()) == bundle.meant.profiles


def belongs(record: ProfileResult, row: Row) -> bool:
    values = record.profile.values
    here = row.place is None or record.profile.place == row.place
    return here and all(values[key] == value for key, value in row.group.items())


@given(small_cases())
@settings(max_examples=25)
def test_a_place_is_counted_as_if_it_were_asked_for_alone(case: Case) -> None:
    pathway, question = case
    bundles = each_alone(pathway)
    run = run_question(pathway, question)
    for row in coverage(run, bundles).places:
        alone = coverage(run_question(pathway, replace(question, places=(row.place or "",))), bundles)
        assert replace(alone.whole, place=row.place) == row
        there = coverage(run, bundles, place=row.place)
        assert [replace(group, place=None) for group in there.groups] == list(alone.groups)


def test_the_worked_numbers_of_the_definition() -> None:
    pathway = files.read(districts.file_of("musterkreis", "de"))
    assert pathway.date is not None
    run = run_question(pathway, Question(date=pathway.date))
    duldung = next(row for row in coverage(run, {}).groups if row.group["status"] == "duldung")
    assert duldung.everybody.persons == Persons(148, 168)
    in_town, around = (
        next(r for r in coverage(run, {}, place=place).groups if r.group["status"] == "duldung")
        for place in ("99001001", "99001002")
    )
    assert in_town.everybody.persons == Persons(58, 58)
    assert around.everybody.persons == Persons(0, 110)


def test_nobody_is_no_person_and_not_unknown() -> None:
    pathway = files.read(districts.file_of("musterkreis", "de"))
    assert pathway.date is not None
    found = coverage(run_question(pathway, Question(date=pathway.date)), {})
    assert found.whole.ways[Way.LATE].profiles or found.whole.ways[Way.LATE].persons == Persons(0, 0)


def test_modules_and_gaps_are_those_of_the_thorough_check() -> None:
    pathway = files.read(districts.file_of("kreis_wesel_2020_2023", "de"))
    assert pathway.date is not None
    narrowed = Question(date=pathway.date, places=("05170004",))
    thorough = check(pathway, replace(narrowed, thorough=True))
    told = {f.name for f in thorough.findings if str(f.code) in ("module-without-gap", "gap-without-module")}
    assert told
    assert {finding.name for finding in modules_against_gaps(run_question(pathway, narrowed))} == told
