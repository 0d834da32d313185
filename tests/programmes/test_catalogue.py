"""The catalogue as data: complete, in both languages, every entry an offer the engine accepts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import staffelstab
from staffelstab.engine.files import validate
from staffelstab.engine.model import Concept, Condition, Goal, Kind, Pathway
from staffelstab.programmes import catalogue
from staffelstab.programmes.actors import actor_taxonomy
from staffelstab.programmes.catalogue_reading import facts
from staffelstab.programmes.law_timeline import law_changes

LANGUAGES = ("de", "en")
KEYS = [entry["key"] for entry in facts().content["entries"]]


def test_there_are_62_entries_and_every_one_is_an_offer() -> None:
    assert len(KEYS) == len(set(KEYS)) == 62
    for language in LANGUAGES:
        assert [entry.key for entry in catalogue.entries(language)] == KEYS
        assert [offer.catalogue_key for offer in catalogue.offers(language)] == KEYS


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_engine_accepts_every_offer(language: str) -> None:
    goal = Goal("training", {"de": "Ausbildung", "en": "training"}, Condition({"vocational": ("contract",)}))
    pathway = Pathway(
        title="all",
        scales=catalogue.scales(),
        offers=catalogue.offers(language),
        concept=Concept(tuple(KEYS), (KEYS[0],), goals=(goal,)),
        profiles=catalogue.profile_space(),
    )
    assert validate(pathway) == ()


def test_the_profile_space_is_large_enough_and_can_be_looked_at() -> None:
    space = catalogue.profile_space()
    count = 1
    for values in (*space.values.values(), *space.clocks.values()):
        count *= len(values)
    assert 6_000 <= count <= 24_000


def test_short_titles_fit_into_a_drawing() -> None:
    for entry in catalogue.entries():
        for language in LANGUAGES:
            assert 0 < len(entry.short_title.in_language(language)) <= 28


def test_short_titles_tell_the_entries_apart() -> None:
    for language in LANGUAGES:
        titles = [entry.short_title.in_language(language) for entry in catalogue.entries()]
        assert len(set(titles)) == len(titles)


def test_following_stations_are_entries() -> None:
    for entry in catalogue.entries():
        assert set(entry.next) <= set(KEYS)


def test_provider_types_are_known_actors() -> None:
    known = {actor.key for actor in actor_taxonomy().types}
    named = {kind for entry in catalogue.entries() for kind in entry.provider_types}
    assert named <= known


def test_every_entry_names_its_sources_and_how_sure_it_is() -> None:
    for entry in catalogue.entries():
        assert entry.source_urls
        assert all(address.startswith("http") for address in entry.source_urls)
        assert entry.confidence in ("high", "medium", "low")
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}.*", entry.as_of)


def test_an_entry_names_the_changes_of_law_at_which_its_rules_change() -> None:
    named = {key for entry in catalogue.entries() for key in entry.law_changes}
    assert len(named) >= 8
    assert named <= {change.key for change in law_changes()}
    work = next(entry for entry in catalogue.entries() if entry.key == "job_sv")
    assert work.law_changes == ("work_access_2024", "work_access_2026")


def test_legal_states_follow_each_other_without_gap() -> None:
    for entry in catalogue.entries():
        for before, after in zip(entry.legal_states, entry.legal_states[1:], strict=False):
            assert before.period.valid_to is not None
            assert after.period.valid_from is not None
            assert (after.period.valid_from - before.period.valid_to).days == 1


def test_accompaniment_takes_no_months_and_everything_else_does() -> None:
    for offer in catalogue.offers():
        assert (offer.months == 0) == (offer.kind is Kind.ACCOMPANIMENT)


def test_legal_steps_count_the_processing_time_not_the_validity() -> None:
    for offer in catalogue.offers():
        if offer.kind is Kind.LEGAL_STEP:
            assert offer.months <= 6


def test_facts_do_not_make_a_door_conditional() -> None:
    """Course starts, group sizes and rates inform; only what somebody must check is a condition."""
    for entry, offer in zip(catalogue.entries(), catalogue.offers(), strict=True):
        assert not set(entry.facts) & set(offer.conditions)
    assert sum(len(entry.facts) for entry in catalogue.entries()) > 20
    assert sum(len(offer.conditions) for offer in catalogue.offers()) > 60


def test_no_code_knows_an_entry() -> None:
    source = Path(staffelstab.__file__).parent
    words = re.compile(r"\b(" + "|".join(KEYS) + r")\b")
    knowing = {
        str(file.relative_to(source)): sorted(set(words.findall(file.read_text(encoding="utf-8"))))
        for file in source.rglob("*.py")
    }
    assert {file: found for file, found in knowing.items() if found} == {}
