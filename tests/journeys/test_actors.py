"""Who works together, who is responsible where: with the keyboard alone, without barriers, on the narrowest screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import axe, no_horizontal_scroll, sign_in

ROOT = "/b/musterkreis/buendnis/"
MOST_STEPS = 120


def tab_to(page: Page, wanted: Locator) -> None:
    """Tab until the wanted thing has the focus, as somebody without a mouse does."""
    for _step in range(MOST_STEPS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{wanted} cannot be reached with Tab")


def press(page: Page, wanted: Locator) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def fill(page: Page, label: str, text: str) -> None:
    tab_to(page, page.get_by_label(label, exact=False).first)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def test_a_contact_is_added_and_the_hint_at_a_person_is_seen(page: Page) -> None:
    sign_in(page, "aydin")
    page.goto(ROOT)
    main = page.get_by_role("main")
    press(page, main.get_by_role("link", name="Volkshochschule Musterstadt-Altenfurt", exact=True))
    expect(page.locator("h1")).to_have_text("Volkshochschule Musterstadt-Altenfurt")
    press(page, main.get_by_role("link", name="Ansprechstelle hinzufügen"))
    fill(page, "Funktion", "Prüfungsstelle")
    fill(page, "Dienstliche E-Mail-Adresse", "anna.beispiel@vhs.example")
    press(page, main.get_by_role("button", name="Speichern"))
    expect(page.locator("#messages")).to_contain_text("E-Mail-Adresse einer einzelnen Person")
    expect(page.locator("main")).to_contain_text("Prüfungsstelle")


def test_a_missing_actor_is_explained_and_asked_for_again(page: Page) -> None:
    sign_in(page, "aydin")
    page.goto(ROOT)
    main = page.get_by_role("main")
    press(page, main.get_by_role("link", name="Nicht dabei, weil … Jugendmigrationsdienst (JMD)"))
    fill(page, "Nicht dabei, weil", "Der nächste sitzt im Nachbarkreis.")
    press(page, main.get_by_role("button", name="Speichern"))
    expect(page.locator("main")).to_contain_text("Grund: Der nächste sitzt im Nachbarkreis.")
    press(page, main.get_by_role("button", name=re.compile("Zurücknehmen.*JMD")))
    expect(page.locator("main")).to_contain_text("Jugendmigrationsdienst (JMD): noch nicht dabei. 35 von 41")


def test_a_member_gets_a_vote_and_the_past_keeps_its_name(page: Page) -> None:
    sign_in(page, "aydin")
    page.goto(ROOT + "gremien/?day=01.10.2025")
    main = page.get_by_role("main")
    press(page, main.get_by_role("link", name="Integrationsrat"))
    expect(page.locator("h1")).to_have_text("Integrationsrat")
    page.goto(ROOT + "gremien/")
    press(page, main.get_by_role("link", name="AG Übergang in Ausbildung"))
    press(page, main.get_by_role("link", name="Mitglied hinzufügen"))
    tab_to(page, page.get_by_label("Organisation"))
    page.keyboard.type("Werkhof")
    fill(page, "In der Funktion", "Werkstattleitung")
    tab_to(page, page.locator("input[name=vote]:checked"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    press(page, main.get_by_role("button", name="Speichern"))
    row = page.get_by_role("row", name="Werkhof Altenfurt e. V.")
    expect(row).to_contain_text("mit Stimme")


def test_responsibilities_are_seen_and_taken_along(page: Page) -> None:
    sign_in(page, "brandt")
    page.goto(ROOT + "zustaendig/")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Niemand festgehalten für Finkental.")
    expect(main).to_contain_text("Mehrere in Altenfurt.")
    link = main.get_by_role("link", name="Arbeitsmappe mit Ansprechstellen (Excel)")
    tab_to(page, link)
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".xlsx")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    [
        "",
        "zustaendig/",
        "gremien/",
        "aufbau/",
        "stelle/1/",
        "stelle/1/kontakt/",
        "gremien/1/",
        "gremien/1/sitz/",
    ],
)
def test_the_pages_have_no_barriers(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    sign_in(page, "aydin")
    page.goto(ROOT + address)
    assert axe(page) == []
    assert no_horizontal_scroll(page)
