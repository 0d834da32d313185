"""For which group does it work, and where: the matrix, its cells and its workbook."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.cast import Cast, assert_constant_queries
from tests.web.concepts.making import a_concept, station
from tests.web.concepts.views.test_pages import BASE, page, text_of
from tests.web.offers.making import an_offer


def test_every_group_in_every_municipality_has_a_cell_with_a_word(cast: Cast) -> None:
    concept = a_concept(cast)
    found = page(cast.client("brandt"), f"{concept.pk}/fuer-wen/")
    heads = [text_of(head) for head in found.xpath("//table//thead//th")]
    assert heads == ["Gruppe", "Musterstadt", "Altenfeld"]
    rows = {
        text_of(row.xpath("./th")[0]): [text_of(cell) for cell in row.xpath("./td")]
        for row in found.xpath("//table//tbody/tr")
    }
    assert set(rows) == {"unter A2", "A2"}
    assert all("kein Weg" in cell and cell.startswith("0/1") for cell in rows["unter A2"])


def test_a_cell_tells_the_story_of_somebody_without_a_way(cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("brandt")
    matrix = page(client, f"{concept.pk}/fuer-wen/")
    address = matrix.xpath("//table//tbody//td/a/@href")[0]
    answer = client.get(address)
    assert answer.status_code == 200
    told = answer.content.decode()
    assert "0 von 1 Lagen" in told
    assert "Vorkurs Deutsch" in told


def test_a_way_that_exists_is_told_to_its_goal(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        station(concept, "kurs")
        type(station(concept, "kurs")).objects.filter(concept=concept).update(is_entry_point=True)
    found = page(cast.client("aydin"), f"{concept.pk}/fuer-wen/zelle/?g-language=A2&place=05999004")
    text = text_of(found.get_element_by_id("content"))
    assert "1 von 1 Lagen" in text
    assert "ist am 23.06.2027 ein Ziel erreicht" in text


def test_the_workbook_holds_the_same_and_no_formula(cast: Cast) -> None:
    concept = a_concept(cast)
    answer = cast.client("ernst").get(f"{BASE}{concept.pk}/fuer-wen/tabelle.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    overview, numbers = book.worksheets
    assert [cell.value for cell in overview[4]] == ["Gruppe", "Musterstadt", "Altenfeld"]
    assert overview["B5"].value == "kein Weg (0/1)"
    assert [cell.value for cell in numbers[2]][-1] == 1


@pytest.mark.parametrize(
    "query",
    ["?reading=x&by=y&quick=z", "?g-language=XX&place=05999004", "?g-nothing=A2&place=05999004", "?place=1"],
)
def test_strange_addresses(query: str, cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("aydin")
    assert client.get(f"{BASE}{concept.pk}/fuer-wen/{query}").status_code == 200
    assert client.get(f"{BASE}{concept.pk}/fuer-wen/zelle/{query}").status_code == 404


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("aydin")
    assert_constant_queries(
        lambda: page(client, f"{concept.pk}/fuer-wen/"), lambda number: an_offer(cast, f"Kurs {number}")
    )
