"""Programme profiles: what is known of a programme, by whom, for when; and what stays open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from staffelstab.programmes.actors import actor_taxonomy
from staffelstab.programmes.errors import ProgrammeDataError
from staffelstab.programmes.facts import Certainty, Fact
from staffelstab.programmes.profile_model import EvidenceBasis, ProgrammeProfile, Recipient
from staffelstab.programmes.profiles import FOLDER, programme_profile, programme_profiles, read_profile

DURCHSTARTEN = "durchstarten_2020_2023"
PROFILES = pytest.mark.parametrize("profile", programme_profiles(), ids=lambda profile: profile.key)
GRANTED_TO_DISTRICTS = {Recipient.DISTRICT, Recipient.INDEPENDENT_CITY}


def facts_in(thing: Any) -> Iterator[Fact]:
    """Every fact of a profile, however deep it lies."""
    if isinstance(thing, Fact):
        yield thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from facts_in(item)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from facts_in(getattr(thing, field.name))


def test_both_programmes_are_there_under_the_name_of_their_file() -> None:
    assert [profile.key for profile in programme_profiles()] == [DURCHSTARTEN, "kim_nrw"]
    assert {file.stem for file in FOLDER.glob("*.yaml")} == {profile.key for profile in programme_profiles()}
    with pytest.raises(LookupError):
        programme_profile("unheard_of")


@PROFILES
def test_every_fact_has_a_source_or_says_that_it_is_open(profile: ProgrammeProfile) -> None:
    facts = list(facts_in(profile))
    assert len(facts) > 30
    for fact in facts:
        assert fact.text.de and fact.text.en, fact.key
        assert fact.sources or fact.is_open, fact.key
        if fact.is_open:
            assert fact.value is None and fact.note, fact.key


@PROFILES
def test_what_rests_on_our_own_conclusion_is_never_called_established(profile: ProgrammeProfile) -> None:
    for fact in facts_in(profile):
        if [source.key for source in fact.sources] == ["inference"]:
            assert fact.status in {Certainty.INFERRED, Certainty.UNKNOWN}, fact.key


@PROFILES
def test_every_validity_is_in_order(profile: ProgrammeProfile) -> None:
    assert all(fact.validity.is_orderly() for fact in facts_in(profile))


@PROFILES
def test_every_listed_source_is_cited(profile: ProgrammeProfile) -> None:
    cited = {source.key for fact in facts_in(profile) for source in fact.sources}
    assert cited == set(profile.sources)


@PROFILES
def test_only_papers_and_conclusions_lack_an_address(profile: ProgrammeProfile) -> None:
    without = {key for key, source in profile.sources.items() if source.address is None}
    assert without <= {"iaq_workshop", "inference"}


@PROFILES
def test_providers_are_known_kinds_of_actors(profile: ProgrammeProfile) -> None:
    known = {actor.key for actor in actor_taxonomy().types}
    assert all(set(module.provider_types.types) <= known for module in profile.modules)


@PROFILES
def test_every_programme_has_its_own_words_for_the_same_things(profile: ProgrammeProfile) -> None:
    words = {
        "core_group",
        "coordination",
        "module",
        "concept",
        "topic",
        "case_management",
        "funding_authority",
    }
    assert set(profile.labels) == words


def test_the_words_differ_between_programmes() -> None:
    assert programme_profile(DURCHSTARTEN).labels["core_group"].de == "Bündnis-Kerngruppe (BKG)"
    assert programme_profile("kim_nrw").labels["core_group"].de == "Lenkungsgruppe"


def test_six_modules_with_their_last_days() -> None:
    last_days = {module.key: module.period.last_day for module in programme_profile(DURCHSTARTEN).modules}
    assert last_days == {
        "fb1": date(2023, 6, 30),
        "fb2": date(2023, 6, 30),
        "fb3": date(2023, 6, 30),
        "fb4": date(2023, 6, 30),
        "fb5": date(2023, 6, 30),
        "fb6": date(2022, 6, 30),
    }


def test_the_final_end_dates_agree_with_the_modules() -> None:
    profile = programme_profile(DURCHSTARTEN)
    for module in profile.modules:
        ends = [end.last_day for end in profile.end_dates if module.key in end.modules]
        assert max(ends) == module.period.last_day


def test_who_may_apply_for_what() -> None:
    profile = programme_profile(DURCHSTARTEN)
    recipients = {module.key: set(module.recipients.kinds) for module in profile.modules}
    assert all(recipients[key] == GRANTED_TO_DISTRICTS for key in ("fb1", "fb2", "fb3", "fb4"))
    assert recipients["fb5"] == GRANTED_TO_DISTRICTS | {Recipient.OTHER_BODY}
    assert recipients["fb6"] == {Recipient.PROGRAMME_MEMBER}
    assert not profile.module("fb1").may_be_applied_for_by(Recipient.TOWN_IN_DISTRICT)


def test_module_six_stands_on_its_own_legal_basis() -> None:
    schemes = {module.key: module.scheme.key for module in programme_profile(DURCHSTARTEN).modules}
    assert schemes.pop("fb6") == "gemeinsam_klappts"
    assert set(schemes.values()) == {"durchstarten"}


def test_modules_name_their_entry_of_the_catalogue() -> None:
    assert [module.catalogue_key for module in programme_profile(DURCHSTARTEN).modules] == [
        "fb1_coaching",
        "fb2_berufsbegleitend",
        "fb3_hsa",
        "fb4_kurse",
        "fb5_innovationsfonds",
        "fb6_teilhabemanagement",
    ]


def test_the_age_limit_has_two_readings() -> None:
    rule = programme_profile(DURCHSTARTEN).age_rule
    assert rule.is_ambiguous
    generous, strict = rule.readings
    assert rule.admits(27, generous) and not rule.admits(27, strict)
    assert rule.admits(18, strict) and not rule.admits(17, generous) and not rule.admits(28, generous)
    assert rule.admits(27), "the default is the wording of the guideline: not older than 27"
    assert rule.exception is not None
    assert generous.fact.sources != strict.fact.sources


def test_a_programme_without_age_limit_admits_everyone() -> None:
    rule = programme_profile("kim_nrw").age_rule
    assert rule.admits(16) and rule.admits(60) and not rule.is_ambiguous


def test_only_module_two_excludes_people_with_a_work_ban() -> None:
    modules = programme_profile(DURCHSTARTEN).modules
    assert [module.key for module in modules if module.extra_exclusions] == ["fb2"]


def test_state_facilities_were_shut_out_until_the_change_of_november_2021() -> None:
    exclusions = {fact.key: fact for fact in programme_profile(DURCHSTARTEN).exclusions}
    assert exclusions["state_facility"].validity.contains(date(2021, 11, 1))
    assert not exclusions["state_facility"].validity.contains(date(2021, 11, 2))
    assert exclusions["state_facility_relaxed"].validity.contains(date(2021, 11, 2))


def test_eighteen_rules_with_their_certainty() -> None:
    status = {rule.fact.key: rule.fact.status for rule in programme_profile(DURCHSTARTEN).rules}
    assert list(status) == [f"r{number}" for number in range(1, 19)]
    assert {key for key, value in status.items() if value is Certainty.PARTLY} == {
        "r3",
        "r6",
        "r8",
        "r9",
        "r17",
    }
    assert {key for key, value in status.items() if value is Certainty.INFERRED} == {"r15"}


def test_what_the_guideline_requires_is_kept_apart_from_what_is_recommended() -> None:
    profile = programme_profile(DURCHSTARTEN)
    required = {piece.fact.key for piece in profile.evidence_by(EvidenceBasis.REQUIRED_BY_GUIDELINE)}
    recommended = {piece.fact.key for piece in profile.evidence_by(EvidenceBasis.RECOMMENDED_BY_IAQ)}
    assert required == {"agreement_administration", "agreement_local", "integrated_approach"}
    assert recommended == {"concept_decided", "binding_loi", "agreements_signed"}


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2019, 12, 17), None),
        (date(2019, 12, 18), "v2019_12_18"),
        (date(2020, 4, 15), "v2019_12_18"),
        (date(2020, 4, 16), "v2020_04_16"),
        (date(2021, 8, 3), "v2021_08_03"),
        (date(2023, 6, 30), "v2021_11_02"),
    ],
)
def test_the_guideline_in_force_on_a_day(day: date, version: str | None) -> None:
    found = programme_profile(DURCHSTARTEN).guideline_on(day)
    assert (found.fact.key if found else None) == version


@PROFILES
def test_never_two_versions_of_a_guideline_on_one_day(profile: ProgrammeProfile) -> None:
    for version in profile.guideline_versions:
        assert version.fact.validity.first_day == version.day
        assert profile.guideline_on(version.day) == version


def test_modules_on_a_day() -> None:
    profile = programme_profile(DURCHSTARTEN)
    assert [module.key for module in profile.modules_on(date(2019, 11, 1))] == ["fb6"]
    assert [module.key for module in profile.modules_on(date(2022, 7, 1))] == [
        "fb1",
        "fb2",
        "fb3",
        "fb4",
        "fb5",
    ]
    assert profile.modules_on(date(2023, 7, 1)) == ()


def test_what_nobody_could_read_stays_open() -> None:
    profile = programme_profile(DURCHSTARTEN)
    open_units = {module.key for module in profile.modules if module.unit_of_grant.is_open}
    assert open_units == {"fb1", "fb2", "fb3"}
    assert profile.module("fb4").unit_of_grant.value == 37.5
    assert {module.key for module in profile.modules if module.own_share.is_open} == {"fb5", "fb6"}
    assert all(question.is_open for question in profile.open_questions)


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("sources: [faq, welt]", "sources: [faq, wetl]", "There is no source 'wetl'."),
        ("types: [ki, bildungs_", "types: [kii, bildungs_", "There is no actor type 'kii'."),
        ("add_ons: [travel, it_loan]", "add_ons: [travel, it_laon]", "There is no add-on 'it_laon'."),
        ("scheme: gemeinsam_klappts", "scheme: gemeinsam", "There is no scheme 'gemeinsam'."),
        ("modules: [fb6], last_day", "modules: [fb7], last_day", "There is no module 'fb7'."),
        ("default_reading: up_to", "default_reading: far_up_to", "There is no age reading 'far_up_to"),
        ("- key: fb2\n", "- key: fb1\n", "The key 'fb1' stands here twice."),
        (
            'valid_to: "2021-11-01"}',
            'valid_to: "2018-11-01", valid_from: "2019-01-01"}',
            "comes after 2018-11-01",
        ),
        ('value: "2022-06-30"', 'value: "June 2022"', "'June 2022'"),
        (
            "status: established, sources: [faq]}",
            "status: certain, sources: [faq]}",
            "'certain' is not one of",
        ),
        ("status: established, sources: [faq]}", "status: established, sources: []}", "at least one source"),
        ("state: ended", "state: ended\nstate: running", "The key 'state' stands here twice."),
        ("state: ended", "stat: ended", "'stat' was unexpected"),
        ("state: ended", "state: [ended", "This is not valid YAML."),
        ("labels:", "labels: &labels\n  again: *labels", "One part refers to another"),
    ],
)
def test_a_damaged_profile_is_refused_with_its_line(
    tmp_path: Path, before: str, after: str, complaint: str
) -> None:
    text = (FOLDER / f"{DURCHSTARTEN}.yaml").read_text(encoding="utf-8")
    assert before in text
    damaged = tmp_path / "damaged.yaml"
    damaged.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ProgrammeDataError) as refusal:
        read_profile(damaged)
    assert complaint in str(refusal.value)
    assert refusal.value.line is not None
    assert str(refusal.value).startswith("damaged.yaml, line ")


def test_an_open_fact_without_a_note_is_refused(tmp_path: Path) -> None:
    text = (FOLDER / "kim_nrw.yaml").read_text(encoding="utf-8")
    damaged = tmp_path / "damaged.yaml"
    damaged.write_text(text.replace(', note: "Not readable."', "", 1), encoding="utf-8")
    with pytest.raises(ProgrammeDataError, match="'note' is a required property"):
        read_profile(damaged)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "holds no table"),
        (b"- one\n- two\n", "holds no table"),
        (b"title: caf\xe9\n", "not UTF-8"),
        (b"{[1]: 2}\n", "Names are plain words"),
    ],
)
def test_a_file_that_is_no_profile_at_all(tmp_path: Path, content: bytes, complaint: str) -> None:
    file = tmp_path / "strange.yaml"
    file.write_bytes(content)
    with pytest.raises(ProgrammeDataError, match=complaint):
        read_profile(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProgrammeDataError, match=r"absent\.yaml: The file cannot be read"):
        read_profile(tmp_path / "absent.yaml")
