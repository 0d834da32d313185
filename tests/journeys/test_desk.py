"""The first minutes: sign in, see what waits, do one thing, find the way into the concept."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import axe, no_horizontal_scroll, sign_in

DESK = "/b/musterkreis/schreibtisch/"


def test_a_coordinator_chooses_an_alliance_and_goes_on_to_the_findings(page: Page) -> None:
    sign_in(page, "aydin")
    page.get_by_role("main").get_by_role("link", name="Musterkreis").click()
    expect(page.locator("h1")).to_have_text("Schreibtisch")
    counted = page.locator("main h2", has_text=re.compile(r"\d+ Befunde")).inner_text()
    page.get_by_role("link", name="Befunde ansehen").click()
    page.wait_for_url("**/gesamtkonzept/**")
    assert re.sub(r"\D", "", counted) in page.locator("main").inner_text()


def test_a_partner_confirms_an_offer_with_the_keyboard(page: Page) -> None:
    sign_in(page, "brandt")
    waiting = page.get_by_role("button", name=re.compile("^Stimmt noch"))
    before, name = waiting.count(), waiting.first.inner_text()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator("button:focus", has_text="Stimmt noch").count():
            break
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("noch stimmt")
    expect(waiting).to_have_count(before - 1)
    assert name not in waiting.all_inner_texts()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("slug", ["musterkreis", "kreis-wesel-2020-2023", "kreis-wesel-heute"])
def test_the_desk_has_no_barriers(page: Page, slug: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    sign_in(page, "aydin")
    page.goto(f"/b/{slug}/schreibtisch/")
    assert axe(page) == []
    assert no_horizontal_scroll(page)


def test_the_neighbour_finds_nothing_at_the_address_of_musterkreis(page: Page) -> None:
    sign_in(page, "czerny")
    assert page.url.endswith("/b/nachbarkreis/schreibtisch/")
    answer = page.goto(DESK)
    assert answer is not None
    assert answer.status == 404
