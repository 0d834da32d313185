"""The inventory stays true: the coordination asks, the provider answers on a phone, the coordination decides."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import NARROWEST_SCREEN, axe, no_horizontal_scroll, sign_in

OFFERS = "/b/musterkreis/angebote/"


def key_in(log: Path) -> str:
    """The key of the last letter, as it left for the mail server; lines may be broken for the way."""
    text = log.read_text(encoding="utf-8", errors="replace").replace("=\n", "")
    return str(re.findall(r"/l/angebote/([\w-]{43})/", text)[-1])


def test_ask_answer_by_link_and_decide(page: Page, browser: Browser, server: str, server_log: Path) -> None:
    sign_in(page, "aydin")
    page.goto(f"{OFFERS}bestaetigen/")
    assert axe(page) == []
    page.get_by_label(re.compile("^Volkshochschule .*fragen")).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Die gewählten Träger mit einem Brief fragen").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("1 Brief wurde verschickt.")

    phone = browser.new_context(
        base_url=server, locale="de-DE", viewport={"width": NARROWEST_SCREEN, "height": 700}
    ).new_page()
    phone.goto(f"/l/angebote/{key_in(server_log)}/?antwort=stimmt")
    assert axe(phone) == []
    assert no_horizontal_scroll(phone)
    first = phone.locator("section.card").first
    title = first.locator("h2").inner_text()
    first.get_by_label("etwas hat sich geändert").focus()
    phone.keyboard.press("Space")
    first.locator("summary").focus()
    phone.keyboard.press("Enter")
    first.get_by_label("Was hat sich sonst geändert?").fill("Der Kurs beginnt nur noch online.")
    phone.get_by_role("button", name="Antwort absenden").focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("h1")).to_have_text("Danke")
    assert axe(phone) == []

    page.goto("/b/musterkreis/schreibtisch/")
    expect(page.locator("main")).to_contain_text("warten")
    page.get_by_role("link", name="Zu den Bestätigungen").click()
    page.get_by_role("link", name=title, exact=True).click()
    expect(page.locator("main")).to_contain_text("Der Kurs beginnt nur noch online.")
    assert axe(page) == []
    page.get_by_label("übernommen").check()
    page.get_by_role("button", name="Entscheiden").click()
    expect(page.locator("#messages")).to_contain_text("Entschieden.")


def test_search_with_the_keyboard(page: Page) -> None:
    sign_in(page, "brandt")
    page.goto(OFFERS)
    page.get_by_label("Suche", exact=False).first.fill("werkst")
    page.keyboard.press("Tab")
    page.wait_for_url("**q=werkst**")
    expect(page.locator("#found")).to_contain_text(re.compile(r"\d+ Angebot"))
    assert axe(page) == []


def test_changes_of_law_have_no_barriers(page: Page) -> None:
    sign_in(page, "aydin")
    page.goto(f"{OFFERS}recht/")
    expect(page.locator("h1")).to_have_text("Rechtsänderungen")
    assert axe(page) == []
    page.set_viewport_size({"width": NARROWEST_SCREEN, "height": 800})
    assert no_horizontal_scroll(page)


def test_two_people_one_offer(page: Page, browser: Browser, server: str) -> None:
    sign_in(page, "aydin")
    page.goto(f"{OFFERS}?q=werkstatt")
    page.locator(".card h3 a").first.click()
    page.get_by_role("link", name="Bearbeiten").click()
    address = page.url
    other = browser.new_context(base_url=server, locale="de-DE").new_page()
    sign_in(other, "aydin")
    other.goto(address)
    other.get_by_label("Plätze gleichzeitig").fill("21")
    other.get_by_role("button", name="Speichern").click()
    other.wait_for_url(lambda url: "bearbeiten" not in url)
    page.get_by_label("Plätze gleichzeitig").fill("22")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("main")).to_contain_text("Was soll gelten?")
    assert axe(page) == []
    page.get_by_label("Behalten, was die andere Seite geschrieben hat").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Speichern").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("geändert")
    expect(page.locator("main")).to_contain_text("21")
