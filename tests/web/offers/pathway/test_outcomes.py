from __future__ import annotations

from dataclasses import replace

import pytest

from staffelstab.engine.model import Effect, Offer, Outcome
from staffelstab.programmes import catalogue
from staffelstab.web.offers.pathway import SimpleOutcome, changed_outcomes, simple_outcomes
from staffelstab.web.offers.pathway.simple import blank_offer

LADDER = Outcome(
    key="hsa",
    effects=(Effect("certificate", "HSA10", "HSA9"), Effect("language", "B1")),
    label={"de": "Abschluss", "en": "certificate"},
    share=0.6,
    share_basis="Prüfungen",
    months=10,
)


def offer(*outcomes: Outcome) -> Offer:
    return replace(blank_offer(), outcomes=outcomes)


@pytest.mark.parametrize("entry", catalogue.offers("de"), ids=lambda entry: str(entry.key))
@pytest.mark.parametrize("language", ["de", "en"])
def test_saving_without_a_change_changes_no_outcome_of_the_catalogue(entry: Offer, language: str) -> None:
    assert changed_outcomes(entry, simple_outcomes(entry, language), language) == entry.outcomes


def test_what_the_form_does_not_show_stays() -> None:
    shown = SimpleOutcome("hsa", "Schulabschluss", True, ("certificate=HSA10", "employment=employed"))
    (changed,) = changed_outcomes(offer(LADDER), [shown], "de")
    assert changed.effects == (Effect("certificate", "HSA10", "HSA9"), Effect("employment", "employed"))
    assert (changed.share, changed.share_basis, changed.months) == (0.6, "Prüfungen", 10)
    assert changed.label == {"de": "Schulabschluss"}, "a translation of the old name would be wrong"
    assert changed.is_failure


def test_an_outcome_that_is_not_wanted_any_more_goes() -> None:
    assert changed_outcomes(offer(LADDER), [], "de") == ()


def test_new_outcomes_get_keys_of_their_own() -> None:
    new = SimpleOutcome("", "B1", False, ("language=B1",))
    first, second = changed_outcomes(offer(), [new, new], "de")
    assert (first.key, second.key) == ("B1", "B1_2")
    assert first.label == {"de": "B1"}
