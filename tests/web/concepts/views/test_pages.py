"""The pages of a concept as people see them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from staffelstab.web.concepts.actions.add_station import add_station
from staffelstab.web.concepts.actions.edit_concept import edit_concept
from staffelstab.web.concepts.models import Concept, Import, Station, Transition
from tests.cast import Cast, assert_constant_queries
from tests.web.concepts.making import STUCK, a_concept, an_import, content_of, station, the_town, transition
from tests.web.offers.making import an_offer

BASE = "/b/musterkreis/gesamtkonzept/"


def parsed(answer: Any) -> Any:
    return html.fromstring(answer.content.decode())


def page(client: Client, path: str, **headers: str) -> Any:
    answer = client.get(BASE + path, headers=headers)
    assert answer.status_code == 200, answer.status_code
    return parsed(answer)


def post(client: Client, path: str, data: dict[str, Any], **headers: str) -> Any:
    return client.post(BASE + path, data, headers=headers)


def text_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_the_drawing_and_the_findings_stand_side_by_side(cast: Cast) -> None:
    concept = a_concept(cast)
    found = page(cast.client("brandt"), f"{concept.pk}/")
    boxes = found.xpath("//*[@data-station]")
    assert len(boxes) == 4
    assert all(box.get("aria-label").endswith(".") for box in boxes)
    assert len(found.xpath("//*[@data-transition]")) == 2
    titles = [text_of(link) for link in found.xpath("//li[contains(@class, 'finding-item')]//a")]
    assert any("Vorkurs Deutsch" in title for title in titles)


def test_partners_read_and_the_core_group_edits(cast: Cast) -> None:
    concept = a_concept(cast)
    for who, forms in (("brandt", 0), ("ernst", 0), ("dikmen", 1), ("aydin", 1)):
        found = page(cast.client(who), f"{concept.pk}/")
        assert len(found.xpath("//form[contains(@action, 'stationen/neu')]")) == forms, who


def test_a_selected_finding_lights_its_way(cast: Cast) -> None:
    concept = a_concept(cast)
    found = page(cast.client("aydin"), f"{concept.pk}/?finding={STUCK}")
    lit = found.xpath("//*[@data-station][contains(@class, 'is-lit')]//*[@class='sketch-box__title']")
    assert [text_of(title) for title in lit] == ["Beratung", "Vorkurs Deutsch"]
    assert [text_of(step) for step in found.xpath("//*[@class='sketch-step']")] == ["1", "2"]
    assert len(found.xpath("//*[@data-transition][contains(@class, 'is-lit')]")) == 1


def test_the_finding_page_offers_the_repair_and_the_repair_works(cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("aydin")
    found = page(client, f"{concept.pk}/befund/?finding={STUCK}")
    form = found.xpath("//section[@aria-labelledby='repair']//form")[0]
    assert "Deutschkurs B1" in text_of(form)
    data = {field.get("name"): field.get("value") for field in form.xpath(".//input")}
    answer = client.post(form.get("action"), data, follow=True)
    assert "Der Befund ist erledigt." in answer.content.decode()
    with cast.inside():
        assert transition(concept, "vorkurs", "kurs").state == "aimed"
    gone = page(client, f"{concept.pk}/befund/?finding={STUCK}")
    assert not gone.xpath("//section[@aria-labelledby='repair']")
    assert "Geprüft" in text_of(gone.xpath("//section[@aria-labelledby='checked']")[0])


def test_a_partner_reads_the_finding_without_the_repair(cast: Cast) -> None:
    concept = a_concept(cast)
    found = page(cast.client("brandt"), f"{concept.pk}/befund/?finding={STUCK}")
    assert found.xpath("//ol[@class='story-steps']/li")
    assert not found.xpath("//section[@aria-labelledby='repair']")


def test_the_question_narrows_what_is_checked(cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("aydin")
    everybody = page(client, f"{concept.pk}/")
    some = page(client, f"{concept.pk}/?only-language=A2&place=05999004&reading=strict")
    assert text_of(everybody.get_element_by_id("summary")) != text_of(some.get_element_by_id("summary"))
    assert some.xpath("//select[@name='only-language']/option[@selected]/@value") == ["A2"]


@pytest.mark.parametrize(
    "query",
    [
        "?date=gestern&reading=wild&transitions=x&place=99&only-language=XX",
        "?station=999999&transition=-1&finding=nothing",
        "?station=9999999999999999999999&date=31.02.2026",
        "?only-language=%00&date=0001-01-01",
        "?date=01.01.9999",
        "?finding=" + "x" * 3000,
    ],
)
def test_strange_addresses_get_a_page(query: str, cast: Cast) -> None:
    concept = a_concept(cast)
    for view in ("", "tabelle/", "bild.svg"):
        assert cast.client("aydin").get(f"{BASE}{concept.pk}/{view}{query}").status_code == 200


def test_htmx_gets_the_changing_part_only(cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("aydin")
    part = client.get(f"{BASE}{concept.pk}/?reading=strict", headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    assert part.headers["HX-Push-Url"].endswith("?reading=strict")
    again = client.get(
        f"{BASE}{concept.pk}/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    )
    assert b"<html" in again.content


def test_adding_a_transition_says_what_it_does_to_the_findings(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        data = {
            "revision": concept.revision,
            "origin": station(concept, "vorkurs").pk,
            "target": station(concept, "kurs").pk,
            "state": "aimed",
            "view": "reading=strict",
        }
    answer = post(cast.client("aydin"), f"{concept.pk}/uebergaenge/neu/", data, **{"HX-Request": "true"})
    assert answer.status_code == 200
    said = text_of(parsed(answer).xpath("//*[@hx-swap-oob]")[0])
    assert "Vorkurs Deutsch → Deutschkurs B1" in said
    assert answer.headers["HX-Push-Url"].endswith("?reading=strict")


def test_without_script_the_page_comes_back_with_the_same_question(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        there = station(concept, "kurs").pk
    data = {"revision": concept.revision, "is_entry_point": "on", "view": "reading=strict"}
    answer = post(cast.client("aydin"), f"{concept.pk}/stationen/{there}/einstieg/", data)
    assert answer.headers["Location"] == f"{BASE}{concept.pk}/?reading=strict"
    answer = post(
        cast.client("aydin"), f"{concept.pk}/stationen/{there}/entfernen/", data | {"page": "table"}
    )
    assert answer.headers["Location"] == f"{BASE}{concept.pk}/tabelle/?reading=strict"


def test_two_at_once_the_second_is_told_and_nothing_is_overwritten(cast: Cast) -> None:
    concept = a_concept(cast)
    seen = concept.revision
    with cast.inside():
        there = transition(concept, "kurs", "arbeit")
        edit_concept(cast.dikmen, concept, revision=seen, title="Von Dikmen geändert")
    path = f"{concept.pk}/uebergaenge/{there.pk}/"
    typed = {"revision": seen, "state": "aimed", "receives": "Betriebsleitung", "within_days": "5"}
    answer = post(cast.client("aydin"), path, typed)
    form = parsed(answer)
    assert "Jugendamt" in text_of(form.xpath("//*[contains(@class, 'error-summary')]")[0])
    assert form.xpath("//textarea[@name='receives']")[0].text_content().strip() == "Betriebsleitung"
    newest = form.xpath("//input[@name='revision']/@value")[0]
    assert post(cast.client("aydin"), path, typed | {"revision": newest}).status_code == 302
    with cast.inside():
        assert transition(concept, "kurs", "arbeit").receives == "Betriebsleitung"


def test_a_handover_with_a_name_in_it_is_not_stored(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        there = transition(concept, "kurs", "arbeit")
    data = {"revision": concept.revision, "state": "agreed", "hands_over": "Frau Mustermann"}
    answer = post(cast.client("aydin"), f"{concept.pk}/uebergaenge/{there.pk}/", data)
    assert answer.status_code == 200
    with cast.inside():
        assert transition(concept, "kurs", "arbeit").hands_over == "Kursleitung"


def test_limits_that_the_page_does_not_show_are_kept(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        edit_concept(cast.dikmen, concept, revision=concept.revision, settings={"single_point_persons": 5})
    form = page(cast.client("aydin"), f"{concept.pk}/angaben/").xpath("//main//form")[-1]
    shown = {name: value for name, value in form.fields.items() if value is not None}
    answer = post(cast.client("aydin"), f"{concept.pk}/angaben/", shown | {"most_measures": 2})
    assert answer.status_code == 302
    with cast.inside():
        concept.refresh_from_db()
    assert concept.settings == {"single_point_persons": 5, "most_measures": 2}


def test_the_target_group_can_be_narrowed(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        there = transition(concept, "kurs", "arbeit")
    data = {"revision": concept.revision, "state": "agreed", "only-language": ["B1"]}
    assert post(cast.client("aydin"), f"{concept.pk}/uebergaenge/{there.pk}/", data).status_code == 302
    with cast.inside():
        assert transition(concept, "kurs", "arbeit").when == {"language": ["B1"]}


def test_the_table_says_the_same_as_the_drawing(cast: Cast) -> None:
    concept = a_concept(cast)
    found = page(cast.client("aydin"), f"{concept.pk}/tabelle/")
    rows = [text_of(row) for row in found.xpath("//tbody/tr/th")]
    assert len(rows) == 4 + 2
    assert len(found.xpath("//form[contains(@action, '/entfernen/')]")) == 6


def test_the_picture_stands_alone(cast: Cast) -> None:
    concept = a_concept(cast)
    answer = cast.client("brandt").get(f"{BASE}{concept.pk}/bild.svg")
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    svg = parsed(answer)
    assert svg.get("role") == "img"
    assert not svg.xpath("//a | //@style")
    assert "vereinbart" in svg.text_content()


@pytest.mark.parametrize("kind", ["xlsx", "yaml", "json"])
def test_the_concept_leaves_as_a_file(kind: str, cast: Cast) -> None:
    concept = a_concept(cast)
    answer = cast.client("brandt").get(f"{BASE}{concept.pk}/datei.{kind}")
    assert answer.status_code == 200
    assert f".{kind}" in answer.headers["Content-Disposition"]
    assert cast.client("brandt").get(f"{BASE}{concept.pk}/datei.exe").status_code == 404


def test_a_file_goes_from_upload_to_concept_and_back(cast: Cast) -> None:
    client = cast.client("aydin")
    file = SimpleUploadedFile("kleinstadt.json", content_of(the_town()))
    shown = client.post(f"{BASE}einlesen/", {"file": file}, follow=True)
    preview = parsed(shown)
    assert "Volkshochschule Musterkreis" in preview.text_content()
    with cast.inside():
        imported = Import.objects.get()
        assert not Concept.objects.exists()
    answer = client.post(f"{BASE}einlesen/{imported.pk}/uebernehmen/")
    with cast.inside():
        concept = Concept.objects.get()
    assert answer.headers["Location"] == f"{BASE}{concept.pk}/"
    assert client.post(f"{BASE}einlesen/{imported.pk}/rueckgaengig/").status_code == 302
    with cast.inside():
        assert not Concept.objects.exists()


def test_a_file_with_errors_names_them_all_and_stores_nothing(cast: Cast) -> None:
    town = the_town(needs=[{"key": "x", "persons": -3}])
    town["concept"]["transitions"][0]["to"] = "gibt-es-nicht"
    file = SimpleUploadedFile("fehler.json", content_of(town))
    answer = cast.client("aydin").post(f"{BASE}einlesen/", {"file": file})
    problems = parsed(answer).xpath("//*[@role='alert']//li")
    assert len(problems) >= 2
    with cast.inside():
        assert not Import.objects.exists()


@pytest.mark.parametrize("name", ["liste.exe", "liste.xlsm", "liste.csv", "liste"])
def test_other_kinds_of_files_are_refused_before_reading(name: str, cast: Cast) -> None:
    answer = cast.client("aydin").post(f"{BASE}einlesen/", {"file": SimpleUploadedFile(name, b"x")})
    assert answer.status_code == 200
    assert "Bitte speichern Sie die Tabelle als Excel-Arbeitsmappe" in answer.content.decode()
    with cast.inside():
        assert not Import.objects.exists()


def test_a_huge_file_is_refused(cast: Cast) -> None:
    file = SimpleUploadedFile("riesig.json", b"x" * (10 * 1024 * 1024 + 1))
    answer = cast.client("aydin").post(f"{BASE}einlesen/", {"file": file})
    assert "10 MB" in answer.content.decode()


def test_a_new_concept_starts_from_the_regular_system(cast: Cast) -> None:
    own = {an_offer(cast, "Beratung", catalogue_key="jmd_beratung"), an_offer(cast, "Kurs")}
    data = {"title": "Unser Konzept", "date": "23.11.2026", "regular_system": "on"}
    answer = cast.client("aydin").post(f"{BASE}neu/", data)
    with cast.inside():
        concept = Concept.objects.get(title="Unser Konzept")
        stations = {station.offer for station in Station.objects.filter(concept=concept)}
        assert stations > own
        assert [offer.title for offer in stations if offer.catalogue_key == "jmd_beratung"] == ["Beratung"]
    assert cast.client("aydin").get(answer.headers["Location"]).status_code == 200


def test_a_stranger_finds_nothing_in_the_own_alliance_either(cast: Cast) -> None:
    concept, imported = a_concept(cast), an_import(cast)
    with cast.inside():
        there = Transition.objects.filter(concept=concept)[0].pk
    for path in (f"{concept.pk}/", f"{concept.pk}/uebergaenge/{there}/", f"einlesen/{imported.pk}/"):
        own = cast.client("czerny").get(f"/b/nachbarkreis/gesamtkonzept/{path}")
        assert own.status_code == 404, path


def add_offer(cast: Cast, number: int) -> None:
    offer = an_offer(cast, f"Angebot {number}")
    with cast.inside():
        concept = Concept.objects.get()
        add_station(cast.aydin, concept, revision=concept.revision, offer=offer)


@pytest.mark.parametrize("view", ["", "tabelle/", "befund/?finding=x", "bild.svg", "datei.json"])
def test_more_stations_cost_no_more_queries(view: str, cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("aydin")
    assert_constant_queries(
        lambda: client.get(f"{BASE}{concept.pk}/{view}"), lambda number: add_offer(cast, number)
    )


def test_more_concepts_cost_no_more_queries(cast: Cast) -> None:
    client = cast.client("aydin")
    assert_constant_queries(lambda: client.get(BASE), lambda number: a_concept(cast))


@pytest.mark.parametrize(("by", "word"), [("field", "ohne Träger"), ("phase", "Sonstiges")])
def test_the_drawing_can_be_divided_into_lanes(by: str, word: str, cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("brandt")
    found = page(client, f"{concept.pk}/?lanes={by}")
    assert word in [text_of(name) for name in found.xpath("//*[contains(@class, 'sketch-lane__word')]")]
    assert len(found.xpath("//*[@data-station]")) == 4
    assert not page(client, f"{concept.pk}/?lanes=wrong").xpath("//*[@class='sketch-lane']")
