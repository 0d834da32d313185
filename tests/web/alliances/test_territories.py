"""Who is responsible where: table and drawing say the same, holes and overlaps are named, files keep what is hidden."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from lxml import html
from python_calamine import CalamineWorkbook

from staffelstab.web.alliances.actions.add_contact import add_contact
from staffelstab.web.alliances.actions.add_organisation import add_organisation
from staffelstab.web.alliances.actions.end_participation import end_participation
from staffelstab.web.alliances.models import ActorType, Participation
from staffelstab.web.alliances.queries import AUTHORITIES, catchments
from staffelstab.web.alliances.queries.territories import letter
from tests.cast import FIRST_DAY, Cast, assert_constant_queries

PAGE = "/b/musterkreis/buendnis/zustaendig/"
TODAY = date(2026, 11, 23)


def an_office(cast: Cast, kind: str, name: str, places: Any) -> Participation:
    with cast.inside():
        return add_organisation(
            cast.aydin,
            name=name,
            actor_type=ActorType.objects.get(pk=kind),
            since=FIRST_DAY,
            territory=places,
        )


@pytest.fixture
def offices(cast: Cast) -> Cast:
    """Two youth offices that overlap in Altenfeld and leave a hole at Neubrück; a Jobcenter without territory."""
    an_office(cast, "jugendamt", "Jugendamt des Kreises", cast.places[:2])
    an_office(cast, "jugendamt", "Jugendamt Altenfeld", cast.places[1:2])
    an_office(cast, "jobcenter", "Jobcenter Musterkreis", [])
    return cast


def test_a_stranger_finds_neither_page_nor_file(cast: Cast) -> None:
    for address in (PAGE, PAGE + "datei.xlsx", PAGE + "datei.csv"):
        assert cast.client("czerny").get(address).status_code == 404


def test_holes_overlaps_and_missing_territories_are_named(offices: Cast) -> None:
    with offices.inside():
        jobcenter, _agency, _abh, youth, school = catchments(offices.alliance, AUTHORITIES, today=TODAY)
    assert [str(place) for place in youth.holes] == ["Neubrück"]
    assert [str(place) for place in youth.overlaps] == ["Altenfeld"]
    assert [one.organisation.name for one in youth.by_place["05999008"]] == [
        "Jugendamt des Kreises",
        "Jugendamt Altenfeld",
    ]
    assert [one.letter for one in youth.responsible] == ["A", "B"]
    assert [one.organisation.name for one in jobcenter.without_territory] == ["Jobcenter Musterkreis"]
    assert (len(jobcenter.holes), school.responsible) == (3, [])


def test_page_says_it_in_words_in_the_drawing_and_in_the_table(offices: Cast) -> None:
    page = offices.client("ernst").get(PAGE).content.decode()
    assert "Wer ist wo zuständig?" in page
    tree: Any = html.fromstring(page)
    words = " ".join(tree.xpath("//section[@aria-labelledby='short']")[0].text_content().split())
    assert (
        "Jugendamt: 2 Stellen sind dabei. Niemand festgehalten für Neubrück. Mehrere in Altenfeld." in words
    )
    assert "Gebiet nicht festgehalten: Jobcenter Musterkreis." in words
    assert "Schulamt: niemand dieser Art ist dabei." in words
    drawn = tree.xpath("//figure[figcaption[contains(., 'Jugendamt')]]//*[local-name()='path']/*/text()")
    assert "Altenfeld: Jugendamt des Kreises, Jugendamt Altenfeld" in drawn
    assert "Neubrück: niemand festgehalten" in drawn
    row = tree.xpath("//table[contains(@class,'catchment-table')]//tr[th[text()='Altenfeld']]/td[4]")[0]
    told = [" ".join(part.split()) for part in row.itertext() if part.strip()]
    assert told == ["A", "Jugendamt des Kreises", "B", "Jugendamt Altenfeld", "Überschneidung"]


def test_what_ended_is_responsible_for_nothing(offices: Cast) -> None:
    with offices.inside():
        gone = Participation.objects.get(organisation__name="Jugendamt des Kreises")
        end_participation(offices.aydin, gone, until=date(2026, 6, 30))
        youth = catchments(offices.alliance, ["jugendamt"], today=TODAY)[0]
    assert [str(place) for place in youth.holes] == ["Musterstadt", "Neubrück"]


def test_other_types_can_be_chosen(offices: Cast) -> None:
    client = offices.client("brandt")
    page = client.get(PAGE + "?art=bildungstraeger").content.decode()
    assert "Bildungswerk Musterkreis" in page
    assert "Jobcenter Musterkreis" not in page
    wrong = client.get(PAGE + "?art=raumfahrt").content.decode()
    assert "raumfahrt" in wrong and "Jobcenter Musterkreis" in wrong


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_says_the_same_as_the_page(offices: Cast) -> None:
    answer = offices.client("dikmen").get(PAGE + "datei.xlsx")
    found = sheets(answer.content)
    assert list(found) == ["Wer ist wo zuständig", "Lücken und Überschneidungen", "Ansprechstellen"]
    rows = {row[0]: row for row in found["Wer ist wo zuständig"]}
    assert rows["Altenfeld"][1] == "05999008"
    assert rows["Altenfeld"][5] == "Jugendamt des Kreises\nJugendamt Altenfeld"
    assert rows["Neubrück"][5] == "niemand festgehalten"
    assert ["Jugendamt", "Lücke", "Neubrück", ""] in found["Lücken und Überschneidungen"]
    assert 'filename="musterkreis-' in answer["Content-Disposition"]
    assert offices.client("dikmen").get(PAGE + "datei.pdf").status_code == 404


@pytest.mark.parametrize(
    ("who", "query", "sees"),
    [
        ("aydin", "", {"intern", "0281 3", "0281 2", "0281 1"}),
        ("brandt", "", {"intern", "0281 3", "0281 2", "0281 1"}),  # Brandt works there
        ("dikmen", "", {"0281 2", "0281 1"}),
        ("ernst", "", {"0281 2", "0281 1"}),
        ("aydin", "?fuer=oeffentlich", {"0281 1"}),
    ],
)
def test_files_keep_what_the_reader_may_not_see(cast: Cast, who: str, query: str, sees: set[str]) -> None:
    with cast.inside():
        for number, level in ((1, "public"), (2, "alliance"), (3, "coordination")):
            shown: Any = {"function_for": "public", "phone_for": level}
            add_contact(
                cast.aydin,
                cast.partner_organisation,
                function=f"Funktion {number}",
                phone=f"0281 {number}",
                valid_from=FIRST_DAY,
                **shown,
            )
        add_contact(
            cast.aydin,
            cast.partner_organisation,
            function="intern",
            function_for="coordination",
            valid_from=FIRST_DAY,
        )
    everything = {"intern", "0281 3", "0281 2", "0281 1"}
    client = cast.client(who)
    workbook = str(sheets(client.get(PAGE + "datei.xlsx" + query).content))
    joined = query + ("&" if query else "?") + "tabelle=ansprechstellen"
    text = client.get(PAGE + "datei.csv" + joined).content.decode("utf-8-sig")
    for content in (workbook, text):
        assert {each for each in everything if each in content} == sees


def test_the_csv_opens_in_german_spreadsheets(offices: Cast) -> None:
    content = offices.client("ernst").get(PAGE + "datei.csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["Gemeinde", "amtlicher Gemeindeschlüssel", "Jobcenter"]
    assert len(rows) == 4


def test_letters_go_on_after_z() -> None:
    assert [letter(number) for number in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


def test_the_page_costs_the_same_however_long(cast: Cast) -> None:
    client = cast.client("aydin")

    def one_more(number: int) -> None:
        an_office(cast, "jugendamt", f"Jugendamt {number}", cast.places)

    assert_constant_queries(lambda: client.get(PAGE), one_more)
    assert_constant_queries(lambda: client.get(PAGE + "datei.xlsx"), lambda number: one_more(number + 10))


def test_a_district_without_municipalities_says_what_to_do(cast: Cast) -> None:
    assert (
        "load_reference_data"
        in cast.client("czerny").get("/b/nachbarkreis/buendnis/zustaendig/").content.decode()
    )
