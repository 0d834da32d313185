"""Scales: those of the catalogue, with ranks that say what is an improvement."""

from __future__ import annotations

from staffelstab.programmes import catalogue
from staffelstab.programmes.catalogue_reading import facts

META = facts().content["meta"]


def rank(status: str) -> int:
    attribute = catalogue.scales().attribute("status")
    found = attribute.standing(attribute.index(status))
    assert found is not None
    return found


def test_language_and_certificates_are_the_scales_of_the_catalogue() -> None:
    for attribute in ("language", "certificate"):
        scale = catalogue.scales().attribute(attribute)
        assert [value.key for value in scale.values] == META[f"{attribute}_scale"]
        assert scale.kind == "ordered"


def test_statuses_are_those_of_the_catalogue_with_its_further_states() -> None:
    values = {value.key for value in catalogue.scales().attribute("status").values}
    assert values == set(META["statuses"]) | set(META["further_states"])


def test_ranks_order_the_legal_position() -> None:
    assert rank("duldung_60b") < rank("duldung_arbeitsverbot") < rank("duldung")
    assert rank("gestattung") == rank("duldung")
    assert rank("duldung") < rank("ausbildungsduldung_60c") == rank("beschaeftigungsduldung_60d")
    assert rank("ausbildungsduldung_60c") < rank("ae_16g") < rank("ae_19d") == rank("ae_humanitaer")


def test_time_under_section_60b_is_no_time_of_duldung() -> None:
    clock = catalogue.scales().clock("duldung")
    assert clock.kind == "since"
    assert "duldung_60b" not in clock.values
    assert "duldung_arbeitsverbot" in clock.values


def test_every_attribute_is_used_by_a_rule_or_an_effect() -> None:
    used = {key for offer in catalogue.offers() for rule in offer.access for key in rule.when.values}
    used |= {
        effect.attribute
        for offer in catalogue.offers()
        for outcome in offer.outcomes
        for effect in outcome.effects
    }
    assert {attribute.key for attribute in catalogue.scales().attributes} == used


def test_every_clock_is_asked_for_by_a_rule() -> None:
    used = {key for offer in catalogue.offers() for rule in offer.access for key in rule.when.clocks}
    assert {clock.key for clock in catalogue.scales().clocks} == used
