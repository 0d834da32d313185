"""Access rules say what the catalogue says: no verdict is lost, none is made surer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from staffelstab.engine.model import CERTAINTY, AccessRule, ClockLimit, Offer, Verdict
from staffelstab.programmes import catalogue
from staffelstab.programmes.catalogue_reading import facts, reading
from tests.programmes.known_patterns import offer_named

ENTRIES = {entry["key"]: entry for entry in facts().content["entries"]}
STATUSES = tuple(facts().content["meta"]["statuses"])
TITLES = tuple(reading().content["titles"])


def rules_for(offer: Offer, status: str, day: dt.date) -> list[AccessRule]:
    """The rules that speak to people of this status on this day."""
    return [
        rule
        for rule in offer.access
        if rule.period.contains(day) and status in rule.when.values.get("status", (status,))
    ]


def states_and_statuses(entry: Mapping[str, Any]) -> Iterator[tuple[dt.date, str, Mapping[str, Any]]]:
    for state in entry["versions"]:
        for status in STATUSES:
            yield dt.date.fromisoformat(state["valid_from"]), status, state["access"][status]


@pytest.mark.parametrize("key", ENTRIES)
def test_every_verdict_of_every_legal_state_and_status_stands_in_a_rule(key: str) -> None:
    for day, status, stated in states_and_statuses(ENTRIES[key]):
        verdicts = {rule.verdict for rule in rules_for(offer_named(key), status, day)}
        assert Verdict(stated["verdict"]) in verdicts, (day, status)


@pytest.mark.parametrize("key", ENTRIES)
def test_no_rule_is_surer_than_stated_except_second_doors_of_the_reading(key: str) -> None:
    second = {
        (status, rule["like"])
        for rule in reading().content["entries"][key].get("more_rules", ())
        for status in rule["statuses"]
    }
    for day, status, stated in states_and_statuses(ENTRIES[key]):
        for rule in rules_for(offer_named(key), status, day):
            weaker = CERTAINTY[rule.verdict] >= CERTAINTY[Verdict(stated["verdict"])]
            assert weaker or (status, rule.verdict.value) in second, (day, status, rule)


@pytest.mark.parametrize("key", ENTRIES)
def test_every_waiting_time_stands_on_its_clock(key: str) -> None:
    clocks = reading().content["clocks"]
    for day, status, stated in states_and_statuses(ENTRIES[key]):
        for wait in stated.get("wait", ()):
            minimum = {
                rule.when.clocks[clocks[wait["counted_from"]]].minimum
                for rule in rules_for(offer_named(key), status, day)
                if clocks[wait["counted_from"]] in rule.when.clocks
            }
            assert wait["months"] in minimum, (day, status)


@pytest.mark.parametrize("key", ENTRIES)
def test_required_language_and_certificate_stand_in_every_rule_that_can_open(key: str) -> None:
    for attribute in ("language", "certificate"):
        lowest = ENTRIES[key][f"{attribute}_min"]
        scale = catalogue.scales().attribute(attribute)
        for rule in offer_named(key).access:
            if lowest is None or CERTAINTY[rule.verdict] > 3 or scale.index(lowest) == 0:
                continue
            assert min(scale.index(value) for value in rule.when.values[attribute]) == scale.index(lowest)


@pytest.mark.parametrize("key", [key for key in ENTRIES if ENTRIES[key]["age"]["max"] is not None])
def test_last_full_year_of_age_is_counted_to_the_end(key: str) -> None:
    age = ENTRIES[key]["age"]
    for rule in offer_named(key).access:
        limit = rule.when.clocks.get("age")
        if limit is not None and limit.maximum is not None:
            assert limit.maximum <= age["max"] * 12 + 11
    limits = [rule.when.clocks["age"] for rule in offer_named(key).access if "age" in rule.when.clocks]
    assert any(limit.maximum == age["max"] * 12 + 11 for limit in limits)


@pytest.mark.parametrize("key", [key for key in ENTRIES if ENTRIES[key]["age"]["max"] is not None])
def test_above_a_practice_limit_the_door_is_uncertain_above_a_hard_one_closed(key: str) -> None:
    age = ENTRIES[key]["age"]
    above = [
        rule
        for rule in offer_named(key).access
        if rule.when.clocks.get("age", ClockLimit()).minimum == (age["max"] + 1) * 12
    ]
    assert bool(above) == (not age["hard"])
    assert all(CERTAINTY[rule.verdict] >= CERTAINTY[Verdict.DISCRETIONARY] for rule in above)
    assert all("Praxisgrenze" in rule.note for rule in above)


@pytest.mark.parametrize("key", [k for k in ENTRIES if ENTRIES[k]["safe_country_of_origin"] == "barred"])
def test_where_safe_countries_are_barred_only_titles_open_the_door_for_them(key: str) -> None:
    for rule in offer_named(key).access:
        if CERTAINTY[rule.verdict] <= 3 and rule.when.values.get("origin") is None:
            assert set(rule.when.values["status"]) <= set(TITLES)


@pytest.mark.parametrize("key", [k for k in ENTRIES if "until" in ENTRIES[k]["safe_country_of_origin"]])
def test_presumed_exclusion_of_safe_countries_ends_on_its_day(key: str) -> None:
    last_day = dt.date.fromisoformat(ENTRIES[key]["safe_country_of_origin"][-10:])
    before = rules_for(offer_named(key), "gestattung", last_day)
    after = rules_for(offer_named(key), "gestattung", last_day + dt.timedelta(days=1))
    assert {rule.when.values.get("origin") for rule in before} == {("other",)}
    assert None in {rule.when.values.get("origin") for rule in after}


def test_entry_by_a_day_is_a_condition_of_its_own() -> None:
    step = offer_named("step_60d")
    early = [rule for rule in rules_for(step, "duldung", dt.date(2023, 1, 1)) if rule.when.begun_by]
    late = [rule for rule in rules_for(step, "duldung", dt.date(2026, 11, 23)) if rule.when.begun_by]
    assert {rule.when.begun_by["stay"] for rule in early} == {dt.date(2018, 8, 1)}
    assert {rule.when.begun_by["stay"] for rule in late} == {dt.date(2022, 12, 31)}


def test_statuses_without_a_column_follow_the_stated_rule() -> None:
    today = dt.date(2026, 11, 23)
    job, grant = offer_named("job_sv"), offer_named("bafoeg")
    as_duldung = rules_for(job, "beschaeftigungsduldung_60d", today)
    assert as_duldung == rules_for(job, "duldung", today)
    assert {rule.verdict for rule in rules_for(job, "ae_16g", today)} == {Verdict.ENTITLED}
    assert {rule.verdict for rule in rules_for(grant, "ae_16g", today)} == {Verdict.UNKNOWN}


def test_unclarified_identity_leaves_discretion_only() -> None:
    rules = rules_for(offer_named("step_60c"), "duldung", dt.date(2026, 11, 23))
    verdicts = {rule.when.values["identity"]: rule.verdict for rule in rules}
    assert verdicts == {("clarified",): Verdict.CONDITIONAL, ("open",): Verdict.DISCRETIONARY}


def test_who_needs_a_work_permission_is_told() -> None:
    for key, entry in ENTRIES.items():
        for rule in offer_named(key).access:
            told = "Beschäftigungserlaubnis der Ausländerbehörde nötig" in rule.note
            without_title = set(rule.when.values.get("status", STATUSES)) - set(TITLES)
            expected = entry["work_permission"] == "needed" and without_title and CERTAINTY[rule.verdict] <= 3
            assert told == bool(expected), (key, rule)
