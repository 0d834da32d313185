"""Outcomes: every outcome of the catalogue is used or left out with a reason, on the right level."""

from __future__ import annotations

import pytest

from staffelstab.engine.model import Effect
from staffelstab.programmes import catalogue
from staffelstab.programmes.catalogue_outcomes import used_outcomes
from staffelstab.programmes.catalogue_reading import EntryReading, entry_readings, reading
from tests.programmes.known_patterns import offer_named


@pytest.mark.parametrize("entry", entry_readings("de"), ids=lambda entry: entry.key)
def test_no_outcome_of_the_catalogue_is_forgotten(entry: EntryReading) -> None:
    assert used_outcomes(entry) == set(range(len(entry.facts["outcomes"])))


@pytest.mark.parametrize("entry", entry_readings("de"), ids=lambda entry: entry.key)
def test_status_and_level_outcomes_reach_what_the_catalogue_says(entry: EntryReading) -> None:
    left_out = {item["of"] for item in entry.own.get("left_out", ())}
    reached = {(e.attribute, e.to) for outcome in offer_named(entry.key).outcomes for e in outcome.effects}
    for number, stated in enumerate(entry.facts["outcomes"]):
        if number not in left_out and stated["type"] in ("language", "certificate", "status"):
            assert (stated["type"], stated["to"]) in reached


def test_every_word_of_the_reading_is_used() -> None:
    on_a_scale = ("language", "certificate", "status")
    said = {
        outcome["to"]
        for entry in entry_readings("de")
        for outcome in entry.facts["outcomes"]
        if outcome["type"] not in on_a_scale
    }
    assert said == set(reading().content["words"])


def test_the_lowest_language_level_of_an_offer_reaches_down_to_no_german() -> None:
    course = {outcome.key: outcome.effects for outcome in offer_named("bsk_a2_b1").outcomes}
    assert course["a2"] == (Effect("language", "A2", "none"),)
    assert course["b1"] == (Effect("language", "B1", "A2"),)


def test_joint_outcomes_raise_whoever_stands_below() -> None:
    certificate = next(outcome for outcome in offer_named("fb3_hsa").outcomes if outcome.key == "hsa10")
    assert certificate.effects == (Effect("certificate", "HSA10", "HSA9"), Effect("language", "B1"))


def test_training_is_a_goal_with_the_contract_and_a_qualification_at_the_end() -> None:
    training = offer_named("ausbildung_dual")
    ends = {o.key: o.months if o.months is not None else training.months for o in training.outcomes}
    assert ends == {"contract": 0, "qualified": 36, "qualified_for": 36}


def test_a_ban_that_rests_on_origin_is_not_lifted() -> None:
    lifted = next(o for o in offer_named("step_identitaet").outcomes if o.key == "ban_lifted")
    assert Effect("origin", "other", "other") in lifted.effects
    assert Effect("status", "duldung", "duldung_arbeitsverbot") in lifted.effects


def test_known_shares_of_one_offer_do_not_exceed_one() -> None:
    for offer in catalogue.offers():
        assert sum(outcome.share or 0 for outcome in offer.outcomes) <= 1


def test_shares_without_a_source_stay_unknown() -> None:
    for entry in entry_readings("de"):
        by_key = {outcome.key: outcome for outcome in offer_named(entry.key).outcomes}
        for group in entry.own["outcomes"]:
            if group["of"] and "share" not in group and "each" not in group:
                assert by_key[group["key"]].share == entry.facts["outcomes"][group["of"][0]]["share"]


def test_every_share_says_what_it_measures() -> None:
    for language in ("de", "en"):
        for offer in catalogue.offers(language):
            assert all(outcome.share_basis for outcome in offer.outcomes if outcome.share is not None)


def test_missed_levels_are_failures() -> None:
    course = offer_named("integrationskurs")
    assert {outcome.key for outcome in course.outcomes if outcome.is_failure} == {"a2", "untested"}
