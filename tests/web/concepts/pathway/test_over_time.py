"""The timeline on what the program ships: the days that the law implies, and whose doors and ways they move."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from staffelstab.engine.check import Question, profile_table
from staffelstab.engine.files import to_document
from staffelstab.programmes import districts
from staffelstab.programmes.law_timeline import law_changes
from staffelstab.web.concepts.pathway import (
    Asked,
    Break,
    Prepared,
    break_story,
    prepared,
    regular_document,
    timeline,
)

START, END = dt.date(2019, 1, 1), dt.date(2026, 12, 31)


@cache
def regular() -> Prepared:
    return prepared(regular_document(START, END))


@cache
def breaks() -> dict[dt.date, Break]:
    return {each.day: each for each in timeline(regular(), Asked(START), END).breaks}


@pytest.mark.parametrize(
    ("key", "station", "group"),
    [
        ("courses_opened_2022", "Basisberufssprachkurs B2", "Aufenthaltsgestattung"),
        ("work_access_2024", "Beschäftigungserlaubnis", "Duldung"),
        ("youth_courses_abolished_2024", "Jugendintegrationskurs (JIK)", "Aufenthaltsgestattung"),
        ("admission_stop_2025", "Allgemeiner Integrationskurs", "Aufenthaltsgestattung"),
        ("work_access_2026", "Sozialversicherungspflichtige Beschäftigung", "Aufenthaltsgestattung"),
    ],
)
def test_the_regular_system_breaks_where_the_law_changes(
    key: str, station: str, group: str, settings: object
) -> None:
    law = next(change for change in law_changes() if change.key == key)
    found = breaks()[law.first_day]
    assert law.change.in_language("de") in [told.text for told in found.laws]
    door = next(door for door in found.doors if door.station == station)
    assert door.concerned
    assert group in door.groups


@pytest.mark.parametrize("key", ["training_permit_2024", "opportunity_permit_end_2025"])
def test_doors_that_open_later_on_the_way_are_told_with_their_rules(key: str) -> None:
    law = next(change for change in law_changes() if change.key == key)
    (door,) = breaks()[law.first_day].doors
    assert door.concerned == 0
    assert any("Aufenthaltsstatus" in rule for rule in (*door.comes, *door.goes))


def test_what_moves_no_door_is_told_too() -> None:
    silent = timeline(regular(), Asked(START), END).silent
    assert {told.day for told in silent}.isdisjoint(breaks())
    between = [change for change in law_changes() if START < change.first_day <= END]
    shown = len(silent) + sum(len(each.laws) for each in breaks().values())
    assert shown == len(between)


def test_numbers_are_known_after_a_day_was_opened() -> None:
    day = dt.date(2022, 12, 31)
    events = break_story(regular(), Asked(START), day)
    gained = [group for event in events for group in event.groups if not group.loses]
    assert gained and all(group.story.sentences for group in gained)
    again = {each.day: each for each in timeline(regular(), Asked(START), END).breaks}
    moved = again[day].moved
    assert moved is not None
    assert moved.gains == sum(group.situations for group in gained)


def test_what_remains_in_wesel_after_the_modules() -> None:
    """The ways that end with the money, compared with checks of the day with and without the end."""
    pathway = districts.load("kreis_wesel_2020_2023", "de")
    ready = prepared(to_document(pathway))
    assert pathway.date is not None
    told = timeline(ready, Asked(pathway.date), END)
    paid = [each for each in told.breaks if each.fundings]
    assert paid, "the modules of the district are paid by money that ends"
    for each in paid:
        events = [
            e for e in break_story(ready, Asked(pathway.date), each.day) if "Ende der Förderung" in e.title
        ]
        assert len(events) == len(each.fundings)
        lost = sum(group.situations for event in events for group in event.groups)
        assert lost == _lost_by_brute_force(ready, each)
        modules = {station for funding in each.fundings for station in funding.stations}
        for group in (group for event in events for group in event.groups):
            assert group.loses
            assert modules & {row.offer for row in group.story.rows}


def _lost_by_brute_force(ready: Prepared, each: Break) -> int:
    """Two checks of the whole district on that day: as the file says, and as if nothing of the money had an end."""
    pathway = ready.pathway
    assert pathway is not None
    names = {funding.name for funding in each.fundings}
    keys = {funding.key for funding in pathway.fundings if funding.name in names}
    document = to_document(pathway)
    for funding in document["fundings"]:
        if funding["key"] in keys:
            funding.pop("valid_to")
    last = (each.day - dt.timedelta(days=1)).isoformat()
    for offer in document["offers"]:
        if offer.get("funding") in keys:
            _go_on(offer, last)
    endless = prepared(document).pathway
    assert endless is not None
    question = Question(each.day)
    with_money, without = (profile_table(p, question).in_time() for p in (endless, pathway))
    return int((with_money & ~without).sum())


def _go_on(offer: dict[str, object], last: str) -> None:
    access = offer.get("access")
    rules = access if isinstance(access, list) else []
    for part in (offer, *rules):
        if str(part.get("valid_from", "")) <= last <= str(part.get("valid_to", "9999")):
            part.pop("valid_to", None)
