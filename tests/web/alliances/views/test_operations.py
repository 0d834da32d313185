"""The operators' two pages: what exists, and a new alliance. No contents of any alliance."""

from __future__ import annotations

from typing import Any

from lxml import html

from staffelstab.web.alliances.actions.create_alliance import create_alliance
from staffelstab.web.alliances.models import Alliance
from staffelstab.web.alliances.pathway import reference_districts
from staffelstab.web.notices.models import Letter
from tests.cast import Cast, assert_constant_queries

FORM = {"district": "05170", "name": "", "email": "integration@kreis.example", "function": "Koordination"}


def test_operators_see_that_alliances_exist_and_nothing_of_them(cast: Cast) -> None:
    page = cast.client("olsen").get("/betrieb/").content.decode()
    tree: Any = html.fromstring(page)
    rows = [row.text_content() for row in tree.xpath("//tbody/tr")]
    assert len(rows) == 2
    assert "Bündnis Musterkreis" in rows[0]
    assert rows[0].endswith("4"), "Aydın, Brandt, Dikmen and Ernst"
    assert "Bildungswerk" not in page
    assert "koordination@" not in page


def test_the_start_page_leads_operators_there(cast: Cast) -> None:
    assert cast.client("olsen").get("/").headers["Location"] == "/betrieb/"
    assert "/betrieb/" not in cast.client("aydin").get("/buendnisse/").content.decode()


def test_the_form_offers_the_official_list(cast: Cast) -> None:
    page: Any = html.fromstring(cast.client("olsen").get("/betrieb/neu/").content.decode())
    keys = {option.get("value") for option in page.xpath("//select[@name='district']//option")}
    assert keys == {"", *(district.key for district in reference_districts())}
    assert len(keys) == 54


def test_an_alliance_is_opened_and_its_coordination_gets_a_letter(cast: Cast) -> None:
    answer = cast.client("olsen").post("/betrieb/neu/", FORM, follow=True)
    assert "Bündnis Kreis Wesel wurde eröffnet" in answer.content.decode()
    assert Alliance.objects.get(slug="kreis-wesel").kind == "district"
    assert Letter.objects.get().address == "integration@kreis.example"


def test_a_form_with_mistakes_opens_nothing(cast: Cast) -> None:
    for wrong in ({"district": "99999"}, {"email": "x"}, {"function": "Frau Dr. Muster"}):
        answer = cast.client("olsen").post("/betrieb/neu/", FORM | wrong)
        assert answer.status_code == 200, wrong
    assert Alliance.objects.count() == 2


def test_nobody_else_opens_one(cast: Cast) -> None:
    for who in ("aydin", "dikmen", "czerny"):
        assert cast.client(who).post("/betrieb/neu/", FORM).status_code == 404
    assert Alliance.objects.count() == 2


def test_the_list_costs_the_same_however_long(cast: Cast) -> None:
    client = cast.client("olsen")

    def one_more(number: int) -> None:
        create_alliance(cast.olsen, name=f"B{number}", slug=f"b{number}", kind="city", district_key="05111")

    assert_constant_queries(lambda: client.get("/betrieb/"), one_more)
