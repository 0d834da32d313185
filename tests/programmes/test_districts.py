"""The districts that come with the program: readable, honest about what is assumed, and worth a look."""

from __future__ import annotations

import datetime as dt

import pytest

from staffelstab.engine.check import Code, Question, Report, check
from staffelstab.engine.files import validate, write_yaml
from staffelstab.engine.model import Pathway, TransitionState
from staffelstab.programmes import districts, territories

REAL = ("kreis_wesel_2020_2023", "kreis_wesel_heute")
INVENTED = "musterkreis"


@pytest.fixture(scope="module")
def musterkreis_report() -> Report:
    pathway = districts.load(INVENTED)
    assert pathway.date is not None
    return check(pathway, Question(date=pathway.date))


def test_names_are_what_load_takes() -> None:
    assert districts.names() == (*REAL, INVENTED)


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(LookupError, match="musterkreis"):
        districts.load("atlantis")


@pytest.mark.parametrize("name", districts.names())
@pytest.mark.parametrize("language", districts.LANGUAGES)
def test_every_file_is_a_valid_pathway(name: str, language: str) -> None:
    assert validate(districts.load(name, language)) == ()


@pytest.mark.parametrize("name", districts.names())
def test_both_languages_say_the_same(name: str) -> None:
    german, english = districts.load(name, "de"), districts.load(name, "en")
    assert german.title != english.title
    assert german.concept.stations == english.concept.stations
    assert [(o.key, o.months, o.period, o.territory) for o in german.offers] == [
        (o.key, o.months, o.period, o.territory) for o in english.offers
    ]


@pytest.mark.parametrize("name", REAL)
def test_the_real_district_has_its_municipalities(name: str) -> None:
    places = {place.key: place.name for place in districts.load(name).places}
    assert places == {place.ags: place.name_short for place in territories.municipalities("05170")}
    assert len(places) == 13


@pytest.mark.parametrize("name", REAL)
def test_in_the_real_district_every_transition_is_marked_as_assumed(name: str) -> None:
    transitions = districts.load(name).concept.transitions
    assert transitions
    for transition in transitions:
        assert transition.state is TransitionState.AIMED
        assert transition.assumptions == ("Aus dem Katalog, nicht vom Bündnis.",)


def test_modules_one_to_four_stand_on_both_banks_of_the_rhine() -> None:
    pathway = districts.load("kreis_wesel_2020_2023")
    for module in ("coaching", "berufsbegleitend", "schulabschluss", "kurse"):
        left, right = (pathway.offer(f"{module}_{bank}") for bank in ("links", "rechts"))
        assert left.territory is not None
        assert right.territory is not None
        assert not set(left.territory) & set(right.territory)
        assert {*left.territory, *right.territory} == {place.key for place in pathway.places}
        assert (left.organisation, right.organisation) == ("fachwerk", "klausenhof")
        assert left.period.valid_to == right.period.valid_to == dt.date(2023, 10, 31)


def test_a_later_end_of_a_module_holds_for_its_entry_rules() -> None:
    coaching = districts.load("kreis_wesel_2020_2023").offer("coaching_links")
    assert {rule.period.valid_to for rule in coaching.access} == {dt.date(2023, 10, 31)}


def test_the_target_group_has_no_upper_end() -> None:
    need = districts.load("kreis_wesel_2020_2023").needs[0]
    assert (need.minimum, need.maximum) == (500, None)
    assert need.source == "call"


def test_today_no_module_of_the_programme_is_left() -> None:
    pathway = districts.load("kreis_wesel_heute")
    assert not pathway.fundings
    assert pathway.date == dt.date(2026, 11, 23)
    assert all(
        offer.period.valid_to is None or offer.period.valid_to >= pathway.date for offer in pathway.offers
    )


def test_the_invented_district_is_invented() -> None:
    pathway = districts.load(INVENTED)
    real = {place.ags for place in territories.municipalities()}
    assert len(pathway.places) == 6
    assert not {place.key for place in pathway.places} & real
    assert "Erfunden" in pathway.notes[0]
    assert len(pathway.offers) == 15


def test_the_invented_district_shows_every_kind_of_finding(musterkreis_report: Report) -> None:
    """But for those that nobody asked about, and offers that resemble each other: there are none in it."""
    asked_for = {Code.SINGLE_POINT, Code.LAW_CHANGE, Code.MODULE_WITHOUT_GAP, Code.GAP_WITHOUT_MODULE}
    resembling = {Code.OVERLAP, Code.DOUBLE_FUNDING}
    shown = {finding.code for finding in musterkreis_report.findings}
    assert shown == set(Code) - asked_for - resembling


def test_its_agreed_transitions_lack_an_agreement_in_every_way(musterkreis_report: Report) -> None:
    unbacked = {f.transition: f for f in musterkreis_report.findings if f.code is Code.HANDOVER_UNBACKED}
    assert {ends: f.kind for ends, f in unbacked.items()} == {
        ("kita", "beratung"): "none",
        ("beratung", "kita"): "not-valid",
        ("schulabschluss", "ausbildung"): "party-missing",
    }
    assert unbacked["schulabschluss", "ausbildung"].organisations == ("betriebe",)


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("kreis_wesel_2020_2023", {("externenpruefung", "vhs_hsa"), ("eok", "basissprachkurs_nrw")}),
        ("kreis_wesel_heute", {("externenpruefung", "vhs_hsa")}),
        ("musterkreis", set()),
    ],
)
def test_where_offers_overlap_the_narrower_one_is_named_first(name: str, pairs: set[tuple[str, str]]) -> None:
    pathway = districts.load(name)
    assert pathway.date is not None
    found = check(pathway, Question(date=pathway.date)).findings
    overlaps = [finding for finding in found if finding.code is Code.OVERLAP]
    assert {finding.stations for finding in overlaps} == pairs
    assert {finding.kind for finding in overlaps} <= {"contained"}
    assert not [finding for finding in found if finding.code is Code.DOUBLE_FUNDING]


def test_of_the_modules_only_the_one_beside_work_has_no_gap_behind_it() -> None:
    pathway = districts.load("kreis_wesel_2020_2023")
    assert pathway.date is not None
    found = check(pathway, Question(date=pathway.date, thorough=True)).findings
    without_gap = {f.stations[0] for f in found if f.code is Code.MODULE_WITHOUT_GAP}
    assert without_gap == {"berufsbegleitend_links", "berufsbegleitend_rechts"}


def test_its_parking_place_is_the_workshop(musterkreis_report: Report) -> None:
    stations = [f.stations for f in musterkreis_report.findings if f.code is Code.DEAD_END]
    assert ("werkstatt",) in stations


def test_its_circle_is_work_opportunity_and_activation(musterkreis_report: Report) -> None:
    circles = [set(f.stations) for f in musterkreis_report.findings if f.kind == "circle"]
    assert circles == [{"aktivierung", "arbeitsgelegenheit"}]


def test_whoever_may_not_work_has_no_way_there(musterkreis_report: Report) -> None:
    gaps = {f.group["status"]: f for f in musterkreis_report.findings if f.code is Code.GAP}
    for status in ("duldung_arbeitsverbot", "duldung_60b"):
        assert gaps[status].profiles.count == 2160


def test_drawing_one_arrow_opens_a_way_for_them() -> None:
    pathway = districts.load(INVENTED)
    assert pathway.date is not None
    report = check(pathway, Question(date=pathway.date, transitions=TransitionState.POSSIBLE))
    gaps = {f.group["status"]: f.profiles.count for f in report.findings if f.code is Code.GAP}
    assert gaps["duldung_60b"] < 2160


def test_the_files_survive_writing_and_reading() -> None:
    pathway: Pathway = districts.load(INVENTED)
    assert districts.file_of(INVENTED, "de").read_text(encoding="utf-8") == write_yaml(pathway)
