from __future__ import annotations

import re

from django.urls import reverse

from tests.cast import Cast, assert_constant_queries
from tests.web.concepts.making import the_town
from tests.web.evaluations.making import a_figure
from tests.web.offers.making import a_need, an_offer


def address(cast: Cast, name: str, **query: str) -> str:
    joined = "&".join(f"{key}={value}" for key, value in query.items())
    return f"{reverse(f'evaluations:{name}', args=[cast.alliance.slug])}?{joined}"


def rows_of(page: str) -> list[str]:
    return re.findall(r'<th scope="row" class="kern-table__cell">(.+?)</th>', page)


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    a_figure(cast)
    czerny = cast.client("czerny")
    assert czerny.get(address(cast, "matrix")).status_code == 404
    assert czerny.get(address(cast, "cell", line="05999004")).status_code == 404
    assert czerny.post(address(cast, "ask_beside"), {"line": "05999004"}).status_code == 404


def test_empty_says_which_data_are_needed(cast: Cast) -> None:
    page = cast.client("aydin").get(address(cast, "matrix")).content.decode()
    assert "Es gibt noch kein Gesamtkonzept." in page
    a_figure(cast, concept={**the_town()["concept"], "stations": [], "entry_points": [], "transitions": []})
    page = cast.client("aydin").get(address(cast, "matrix")).content.decode()
    assert "Das Gesamtkonzept hat noch keine Stationen." in page


def test_rows_without_a_number_are_explained_with_a_next_step(cast: Cast) -> None:
    needs = [{"key": "alle", "persons": {"at_least": 40}}]
    a_figure(cast, needs=needs)
    page = cast.client("aydin").get(address(cast, "matrix")).content.decode()
    assert "Gemeinden ist nicht bekannt, um wie viele Menschen es geht" in page
    assert "Bedarf erfassen" in page and "Nach Gruppen ansehen" in page
    assert "Bedarf erfassen" not in cast.client("brandt").get(address(cast, "matrix")).content.decode()


def test_groups_stand_worst_first(cast: Cast) -> None:
    needs = [
        {"key": "mit-a2", "when": {"language": ["A2"]}, "persons": {"at_least": 50, "at_most": 60}},
        {"key": "ohne-a2", "when": {"language": ["none"]}, "persons": 40},
    ]
    a_figure(cast, needs=needs)
    page = cast.client("aydin").get(address(cast, "matrix", rows="groups")).content.decode()
    assert rows_of(page) == ["A2", "unter A2"]
    assert "50 bis 60" in page


def test_a_cell_tells_who_how_many_from_where_and_where_it_ends(cast: Cast) -> None:
    a_figure(cast, title="Nie gefragt")
    client = cast.client("brandt")
    matrix = client.get(address(cast, "matrix", rows="groups")).content.decode()
    links = re.findall(r'href="([^"]+line=language\.none[^"]*)"', matrix)
    assert len(links) == 2
    page = client.get(links[1].replace("&amp;", "&")).content.decode()
    assert "Personen, für die der Baustein gedacht ist: 40. Davon kommen nicht hin: 0." in page
    assert "Deutsch »unter A2«: 40" in page
    assert "Kein Weg zum Ziel" in page
    assert "Vorkurs Deutsch" in page
    assert "Danach hat noch niemand gefragt." in page


def test_only_needs_that_speak_of_the_group_are_named(cast: Cast) -> None:
    a_figure(cast)
    page = cast.client("aydin").get(address(cast, "cell", rows="groups", line="language.A2")).content.decode()
    assert "Kein erfasster Bedarf spricht von diesen Menschen." in page


def test_a_place_narrows_the_groups(cast: Cast) -> None:
    needs = [{"key": "hier", "when": {"language": ["none"]}, "places": ["05999008"], "persons": 12}]
    a_figure(cast, needs=needs)
    client = cast.client("aydin")
    elsewhere = client.get(address(cast, "cell", place="05999004", line="language.none")).content.decode()
    assert "Nur in Musterstadt." in elsewhere
    assert "Kein erfasster Bedarf spricht von diesen Menschen." in elsewhere
    here = client.get(address(cast, "cell", place="05999008", line="language.none")).content.decode()
    assert "Personen: 12. Davon ohne Weg: 12." in here


def test_the_check_names_the_offer_that_would_close_the_gap(cast: Cast) -> None:
    without_course = {
        "stations": ["beratung", "vorkurs", "arbeit"],
        "transitions": [{"from": "beratung", "to": "vorkurs", "state": "agreed"}],
    }
    a_figure(cast, concept={**the_town()["concept"], **without_course})
    client = cast.client("aydin")
    asked = {"rows": "groups", "line": "language.none"}
    page = client.post(address(cast, "ask_beside"), asked, follow=True).content.decode()
    assert "Die Prüfung hat gesucht, was die Lücken schließen würde." in page
    assert "„Deutschkurs B1“ ist keine Station des Gesamtkonzepts." in page
    assert "Damit öffnete sich ein Weg für: 40." in page


def test_wrong_words_in_the_address_are_not_found(cast: Cast) -> None:
    a_figure(cast)
    client = cast.client("aydin")
    assert client.get(address(cast, "cell", line="05999004", bundle="nirgends")).status_code == 404
    assert client.get(address(cast, "cell", line="nirgends")).status_code == 404
    assert client.get(address(cast, "matrix", concept="x")).status_code == 404
    assert client.get(address(cast, "matrix", place="nirgends")).status_code == 200


def test_more_needs_and_offers_cost_no_more_queries(cast: Cast) -> None:
    a_figure(cast, title="Gezählt")
    client = cast.client("aydin")

    def one_more(number: int) -> None:
        a_need(cast, label=f"Gruppe {number}", minimum=number, places=cast.places[:number])
        an_offer(cast, title=f"Angebot {number}")

    assert_constant_queries(lambda: client.get(address(cast, "matrix", rows="groups")), one_more)
