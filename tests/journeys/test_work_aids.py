"""A partner fills in a work aid by link, on a phone, with the keyboard alone; the coordination decides."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import axe, last_link, no_horizontal_scroll, sign_in

ROUNDS = "/b/musterkreis/arbeitshilfen/"


def press_until(page: Page, words: str) -> None:
    """Tab to a control by its words, then press it."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.locator(":focus", has_text=re.compile(words)).and_(page.locator("a, button")).count():
            page.keyboard.press("Enter")
            return
    pytest.fail(f"{words!r} is not reached with the keyboard")


def tab_to(page: Page, name: str) -> None:
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    pytest.fail(f"{name} is not reached with the keyboard")


def ask_somebody(page: Page) -> str:
    """The coordination sends two questions; the link is in the letter."""
    sign_in(page, "aydin")
    page.goto(ROUNDS)
    page.get_by_role("link", name="Bedarfe und Angebote, Winter 2026").first.click()
    page.get_by_role("link", name="Fragen an einen Partner senden").click()
    page.get_by_label("Funktion").fill("Fachberatung")
    page.get_by_label("Dienstliche E-Mail-Adresse").fill("fachberatung@partner.example")
    page.get_by_label("Wie viele junge Menschen von 18 bis 27").check()
    page.get_by_label("Was sollte das Bündnis als Nächstes entwickeln?").check()
    page.get_by_role("button", name="Brief senden").click()
    expect(page.locator("#messages")).to_contain_text("ist unterwegs")
    return last_link(page)


def test_a_partner_answers_by_link_on_a_phone_with_the_keyboard(page: Page) -> None:
    link = ask_somebody(page)
    page.context.clear_cookies()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(link)
    assert axe(page) == [] and no_horizontal_scroll(page)
    tab_to(page, "q.people.total")
    page.keyboard.type("sehr viele")
    page.keyboard.press("Tab")
    expect(page.locator("#question-people-total-said")).to_contain_text("kann nicht als Zahl gelesen werden")
    page.goto(link)
    expect(page.locator("[name='q.people.total']")).to_have_value("sehr viele")
    tab_to(page, "q.people.total")
    page.keyboard.press("Control+A")
    page.keyboard.type("etwa 230")
    page.keyboard.press("Tab")
    expect(page.locator("#question-people-total-said")).to_contain_text("gespeichert")
    press_until(page, "^\\s*Abgeben\\s*$")
    expect(page.locator("h1")).to_contain_text("sind angekommen")
    expect(page.locator("main")).to_contain_text("etwa 230")
    assert axe(page) == [] and no_horizontal_scroll(page)


def test_the_coordination_decides_and_takes_over(page: Page) -> None:
    sign_in(page, "aydin")
    page.goto("/b/musterkreis/schreibtisch/")
    expect(page.locator("main")).to_contain_text("Partnern haben geantwortet")
    page.get_by_role("link", name=re.compile("Fragen zu entscheiden")).click()
    expect(page.locator("main")).to_contain_text("Antworten unterscheiden sich")
    page.get_by_role("link", name=re.compile(r"Entscheiden\s*: Welche Gruppen")).click()
    assert axe(page) == [] and no_horizontal_scroll(page)
    page.get_by_role("radio", name=re.compile("Antworten zusammenführen")).check()
    page.get_by_role("textbox", name=re.compile("^Begründung")).fill("Beide Zählungen bleiben stehen.")
    page.get_by_role("button", name="Entscheidung speichern").click()
    page.get_by_role("link", name="Entschiedenes übernehmen").click()
    expect(page.locator("main")).to_contain_text("Einträge würden übernommen")
    assert axe(page) == [] and no_horizontal_scroll(page)
    page.get_by_role("button", name="Übernehmen", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("wurden übernommen")
    page.goto("/b/musterkreis/angebote/bedarfe/")
    expect(page.locator("main")).to_contain_text("Junge Mütter mit kleinen Kindern")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "place", ["", "neu/", "1/", "1/ausfuellen/people/", "1/anfragen/", "1/antworten/", "1/arbeitsmappe/"]
)
def test_the_pages_have_no_barriers(page: Page, place: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    sign_in(page, "aydin")
    page.goto(ROUNDS + place)
    assert axe(page) == []
    assert no_horizontal_scroll(page)
