"""What a text of a cell says, and what it does not say for certain."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffelstab.engine.files.foreign import (
    Known,
    Register,
    coordinates,
    joined,
    may_be_cut,
    site_of,
    street_of,
    values,
    word_of,
)
from staffelstab.engine.files.foreign.proposals import field_of_heading, is_private, plain


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01.08.2026", dt.date(2026, 8, 1)),
        ("1.8.2026", dt.date(2026, 8, 1)),
        ("2026-08-01", dt.date(2026, 8, 1)),
        ("2023-03-15T10:30:45.123Z", dt.date(2023, 3, 15)),
        ("01.08.2026 12:00 Uhr", dt.date(2026, 8, 1)),
        ("1.8.26", None),
        ("31.02.2026", None),
        ("12/31/2026", None),
        ("August 2026", None),
        ("44197", None),
    ],
)
def test_days(text: str, day: dt.date | None) -> None:
    assert values.read_day(text) == day


def test_a_number_that_was_a_day_is_only_proposed() -> None:
    assert values.day_of_serial("44197") == dt.date(2021, 1, 1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("1.234", 1234),
        ("1 234", 1234),
        ("12 Plätze", 12),
        ("1,5", None),
        ("1.23", None),
        ("zwölf", None),
    ],
)
def test_whole_numbers(text: str, number: int | None) -> None:
    assert values.read_whole(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", 1234.5),
        ("12,5", 12.5),
        ("51.6571", 51.6571),
        ("1.234", 1234.0),
        ("1,234.5", 1234.5),
        ("a", None),
    ],
)
def test_decimals_are_german_where_both_are_possible(text: str, number: float | None) -> None:
    assert values.read_decimal(text) == number


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("05911000", "05911000"),
        ("5911000", "05911000"),
        ("051110000000", "05111000"),
        ("51110000000", "05111000"),
        ("05 911 000", "05911000"),
        ("05170", None),
        ("59110000", None),
        ("Wesel", None),
    ],
)
def test_municipality_keys_get_their_lost_zero_back(text: str, key: str | None) -> None:
    assert values.read_municipality_key(text) == key


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (("Berufskolleg der Landwirtschafts-", "kammer NRW"), "Berufskolleg der Landwirtschaftskammer NRW"),
        (("Glas Keramik Grafik-", "und Mediendesign"), "Glas Keramik Grafik- und Mediendesign"),
        (("Sozial-", "u. Gesundheitswesen"), "Sozial- u. Gesundheitswesen"),
        (("Kolleg,Staatl", ".gen.WBK"), "Kolleg,Staatl.gen.WBK"),
        (("Schule", "", "der Stadt"), "Schule der Stadt"),
        (("- Sekundarstufe II -", "Technik"), "- Sekundarstufe II - Technik"),
    ],
)
def test_names_over_several_columns(parts: tuple[str, ...], whole: str) -> None:
    assert joined(parts) == whole


def test_a_full_cell_that_goes_on_in_small_letters_may_be_cut() -> None:
    assert may_be_cut(("Rudolf-Steiner-Schule Biele", "feld"), 27)
    assert not may_be_cut(("Rudolf-Steiner-Schule Biele", "Feld"), 27)
    assert not may_be_cut(("kurz", "feld"), 27)


# Computed with PROJ (EPSG:25832 and EPSG:25833 to EPSG:4258), ten digits behind the comma.
POINTS = [
    (378180, 5701853, 25832, 51.4547338250, 7.2466661716),
    (491583, 5755482, 25832, 51.9499804197, 8.8775299736),
    (500000, 5700000, 25832, 51.4511822068, 9.0000000000),
    (356373, 5645300, 25832, 50.9414139263, 6.9556293387),
    (280000, 5640000, 25832, 50.8697543459, 5.8731694028),
    (530000, 5800000, 25832, 52.3494725773, 9.4404348299),
    (392000, 5820000, 25833, 52.5193953184, 13.4082754403),
]


@pytest.mark.parametrize(("east", "north", "epsg", "latitude", "longitude"), POINTS)
def test_coordinates_agree_with_proj(
    east: float, north: float, epsg: int, latitude: float, longitude: float
) -> None:
    found = coordinates.degrees_of(east, north, epsg)
    assert found == pytest.approx((latitude, longitude), abs=1e-9)


def test_on_the_middle_meridian_east_is_nine_degrees() -> None:
    assert coordinates.degrees_of(500_000, 5_700_000)[1] == pytest.approx(9.0, abs=1e-12)


@pytest.mark.parametrize(
    ("epsg", "zone"),
    [("EPSG:25832", 25832), ("urn:ogc:def:crs:EPSG::25833", 25833), ("", 25832), ("EPSG:31466", None)],
)
def test_the_system_is_named_or_guessed_where_only_one_is_possible(epsg: str, zone: int | None) -> None:
    assert coordinates.zone_of(epsg, 378_180, 5_701_853) == zone


def test_without_a_name_impossible_numbers_are_no_coordinates() -> None:
    assert coordinates.zone_of("", 12, 5_701_853) is None


@pytest.mark.parametrize(
    ("heading", "kind", "target"),
    [
        ("Name des Trägers", "organisations", "name"),
        ("TRÄGER", "offers", "provider"),
        ("Traeger", "offers", "provider"),
        ("Schulbezeichnung_2", "organisations", "name"),
        ("Plätze (gesamt)", "offers", None),
        ("Kontakt · Telefon", "organisations", "phone"),
        ("offered from", "offers", "valid_from"),
        ("Anzahl Personen", "needs", "persons"),
    ],
)
def test_headings_are_known_however_they_are_written(heading: str, kind: str, target: str | None) -> None:
    found = field_of_heading(heading, kind)
    assert (found[0] if found else None) == target


@pytest.mark.parametrize(
    "heading",
    [
        "Ansprechpartner",
        "Ansprechpartner/in",
        "Kontakt · Vorname",
        "Geburtsdatum",
        "contacts / name",
        "Schulleitung",
    ],
)
def test_headings_about_persons(heading: str) -> None:
    assert is_private(heading)


@pytest.mark.parametrize(
    "heading", ["Ansprechpartner (Funktion)", "Zahl der Teilnehmer", "Name", "Träger", "Ort"]
)
def test_headings_about_something_else(heading: str) -> None:
    assert not is_private(heading)


NAMES = {"berufskolleg": ("Berufskolleg", "Vocational college"), "jobcenter": ("Jobcenter", "Jobcenter")}


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("Berufskolleg", ("berufskolleg", True)),
        ("BK", ("berufskolleg", True)),
        ("JOB-CENTER", ("jobcenter", True)),
        ("Jobcenter Kreis Wesel", ("jobcenter", False)),
        ("Verein", None),
        ("", None),
    ],
)
def test_words_are_translated_and_guesses_are_guesses(cell: str, meant: tuple[str, bool] | None) -> None:
    assert word_of(cell, "actor_type", "Art", NAMES) == meant


def test_keys_mean_something_under_their_heading_only() -> None:
    assert word_of("30", "actor_type", "Schulform", NAMES) == ("berufskolleg", True)
    assert word_of("30", "actor_type", "Art", NAMES) is None
    status = {"active": ("aktiv",), "ended": ("beendet",)}
    assert word_of("9", "status", "Schulbetriebsschluessel", status) == ("ended", False)


def register(*known: Known) -> Register:
    found = Register()
    for each in known:
        found.add(each)
    return found


HERE = Known(
    "1",
    "Bildungswerk Musterkreis gGmbH",
    number="T1",
    street=street_of("Hauptstr. 5", "46483"),
    site="bw.example",
)


@pytest.mark.parametrize(
    ("asked", "reasons"),
    [
        (Known("", "Bildungswerk Musterkreis e.V."), ("spelling",)),
        (Known("", "BILDUNGSWERK MUSTERKREIS"), ("spelling",)),
        (Known("", "Bildungswerk Musterkreiss"), ("similar",)),
        (Known("", "Etwas anderes", number="T1"), ("number",)),
        (Known("", "Bildungswerk", street=street_of("Hauptstraße 5", "46483")), ("street",)),
    ],
)
def test_the_same_thing_is_recognised_with_a_reason(asked: Known, reasons: tuple[str, ...]) -> None:
    assert [each.reasons for each in register(HERE).like(asked)] == [reasons]


@pytest.mark.parametrize(
    "asked",
    [
        Known("", "Bildungswerk Nachbarkreis"),
        Known("", "Bildungswerk Musterkreis", number="T2"),
        Known("", "Lernwerk"),
        Known("", "Lernwerk", street=street_of("Hauptstraße 5", "46483")),
    ],
)
def test_what_differs_is_not_the_same(asked: Known) -> None:
    assert register(HERE).like(asked) == []


def test_numbers_tell_courses_apart() -> None:
    assert register(Known("1", "Deutschkurs A1")).like(Known("", "Deutschkurs A2")) == []
    assert register(Known("1", "Kurs 12")).like(Known("", "Kurs 13")) == []


def test_addresses_are_compared_without_their_spelling() -> None:
    assert (
        street_of("Hauptstr. 5", "46483")
        == street_of("Hauptstraße 5", "46483")
        == street_of("HAUPTSTRASSE 5", "46483")
    )
    assert site_of("https://www.bw.example/kurse") == site_of("bw.example") == "bw.example"


@given(st.text(max_size=40))
def test_plain_is_plain_at_once(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.floats(280_000, 720_000), st.floats(5_250_000, 6_100_000))
def test_neighbours_stay_neighbours(east: float, north: float) -> None:
    """A kilometre on the grid is a kilometre on the globe, up to the distortion of the grid."""
    one, other = coordinates.degrees_of(east, north), coordinates.degrees_of(east, north + 1000)
    assert coordinates.kilometres(one, other) == pytest.approx(1, rel=5e-3)
