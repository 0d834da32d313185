"""The workshop in a browser: two people at one concept, a version, a variant, the timeline, the matrix, paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import axe, no_horizontal_scroll, sign_in, watch

ROOM = "/b/musterkreis/gesamtkonzept/"
SECONDS = 60_000


@pytest.fixture
def partner(browser: Browser, server: str) -> Iterator[Page]:
    """A second visitor beside the first, with a window of their own."""
    context = browser.new_context(base_url=server, locale="de-DE", timezone_id="Europe/Berlin")
    context.set_default_timeout(10_000)
    visitor = context.new_page()
    complaints = watch(visitor, server)
    yield visitor
    context.close()
    assert complaints == []


def open_view(page: Page, view: str) -> str:
    """The first concept of the room in one of its views; its address."""
    page.goto(ROOM)
    page.locator(".card a").first.click(timeout=SECONDS)
    page.wait_for_url(re.compile(r"/gesamtkonzept/\d+/"), timeout=SECONDS)
    page.get_by_role("navigation", name="Ansichten").get_by_role("link", name=view).click(timeout=SECONDS)
    expect(page.get_by_role("link", name=view, exact=True)).to_have_attribute(
        "aria-current", "page", timeout=SECONDS
    )
    return page.url


def looks_right(page: Page) -> None:
    assert axe(page) == []
    assert no_horizontal_scroll(page)


@pytest.mark.parametrize("view", ["Was wäre, wenn", "Befunde", "Für wen?", "Fassungen", "Vorschläge"])
def test_every_view_is_free_of_barriers_and_fits_a_phone(view: str, page: Page) -> None:
    sign_in(page, "aydin")
    open_view(page, view)
    looks_right(page)


def test_a_break_of_the_law_is_opened_with_the_keyboard(page: Page) -> None:
    sign_in(page, "aydin")
    address = open_view(page, "Was wäre, wenn")
    page.goto(address + "?world=regular")
    link = page.get_by_role("link", name="31.12.2022", exact=True)
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wer einen Weg gewinnt")).to_be_visible(timeout=SECONDS)
    looks_right(page)


def test_a_cell_tells_its_story(page: Page) -> None:
    sign_in(page, "aydin")
    open_view(page, "Für wen?")
    page.locator(".whom__link").first.click()
    expect(page.locator(".story-steps li").first).to_be_visible(timeout=SECONDS)
    looks_right(page)


def test_two_people_at_once_and_nobody_is_overwritten(page: Page, partner: Page) -> None:
    """The partner proposes while the coordination works; the coordination reads it and accepts."""
    sign_in(page, "aydin")
    sign_in(partner, "brandt")
    waiting = open_view(page, "Vorschläge")
    open_view(partner, "Tabelle")
    partner.get_by_role("link", name="Änderung vorschlagen").first.click()
    partner.get_by_label("Welche Unterlagen gehen mit?").fill("Lernstand und Zeugnis")
    partner.get_by_label("Warum schlagen Sie es vor?").fill("So machen wir es schon.")
    looks_right(partner)
    partner.get_by_role("button", name="Vorschlagen").click()
    expect(partner.locator("#messages")).to_contain_text("ging an die Koordination")
    page.goto(waiting)
    expect(page.get_by_text("So machen wir es schon.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Annehmen")).first.click()
    expect(page.locator("#messages")).to_contain_text("steht im Gesamtkonzept", timeout=SECONDS)
    partner.reload()
    expect(partner.get_by_text("angenommen")).to_be_visible()


def test_from_the_draft_to_a_version_that_stays(page: Page) -> None:
    sign_in(page, "aydin")
    open_view(page, "Fassungen")
    page.get_by_label("Was ist neu?").fill("Erster Stand.")
    page.get_by_role("button", name="Als neue Fassung vorstellen").click()
    expect(page.get_by_text("Er wurde eben neu berechnet und stimmt.")).to_be_visible(timeout=SECONDS)
    looks_right(page)
    with page.expect_download(timeout=SECONDS) as download:
        page.get_by_role("link", name="Kurzfassung für die Kerngruppe (PDF)").click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_a_repair_is_tried_with_one_click(page: Page) -> None:
    sign_in(page, "aydin")
    open_view(page, "Befunde")
    page.locator(".work-item a").first.click()
    page.get_by_role("button", name="in einer Variante ausprobieren").click(timeout=SECONDS)
    expect(page.locator("#messages")).to_contain_text("steht in einer Variante", timeout=SECONDS)
    looks_right(page)
    page.get_by_role("link", name="Mit dem Gesamtkonzept zusammenführen").click()
    looks_right(page)
