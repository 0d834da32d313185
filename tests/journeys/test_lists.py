"""A messy workbook from the upload to what was taken over and back again, with the keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from tests.journeys.browser import axe, no_horizontal_scroll, sign_in

ROOM = "/b/musterkreis/einlesen/"
SECONDS = 30_000
ROWS = [
    ["Angebote im Kreis, Stand Oktober", "", "", "", "", ""],
    [],
    ["Kurs", "Träger", "Ort", "Plätze", "Bemerkung", "Ansprechpartner"],
    [
        "Holzwerkstatt Reise",
        "Werkhof Altenfurt e. V.",
        "Altenfurt",
        12,
        "mit Bus erreichbar",
        "Frau Beispiel",
    ],
    ["Deutsch am Abend Reise", "Lernwerk Musterkreis gGmbH", "Musterstatt", 15, "", "Herr Muster"],
    ["Summe", "", "", 27, "", ""],
]


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    file = tmp_path / "kurse.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Kurse")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
    return file


def is_accessible(page: Page) -> None:
    assert axe(page) == []
    assert no_horizontal_scroll(page)


def press(page: Page, name: str | re.Pattern[str]) -> None:
    """Reaches a button or link with Tab and presses Enter."""
    wanted = (
        page.get_by_role("main")
        .get_by_role("button", name=name)
        .or_(page.get_by_role("main").get_by_role("link", name=name))
    )
    handle = wanted.first.element_handle(timeout=SECONDS)
    for _ in range(150):
        if handle.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    else:
        raise AssertionError(f"{name} was not reached with Tab")
    page.keyboard.press("Enter")


def test_a_messy_workbook_comes_in_and_goes_again(page: Page, messy: Path) -> None:
    sign_in(page, "aydin")
    page.goto(ROOM)
    expect(page.get_by_role("link", name="kursliste.csv")).to_be_visible()
    is_accessible(page)
    page.set_input_files("input[type=file]", messy)
    press(page, "Datei einlesen")
    page.wait_for_url("**/spalten/", timeout=SECONDS)
    expect(page.get_by_role("main")).to_contain_text("Ansprechpartner")
    is_accessible(page)
    press(page, "Zeigen, was sich ändern würde")
    page.wait_for_url(re.compile(r"/einlesen/\d+/$"), timeout=SECONDS)
    is_accessible(page)
    press(page, re.compile("Frage"))
    page.wait_for_url("**/zweifel/", timeout=SECONDS)
    expect(page.get_by_role("main")).to_contain_text("Musterstatt")
    is_accessible(page)
    press(page, "Antworten speichern")
    page.wait_for_url(re.compile(r"/einlesen/\d+/$"), timeout=SECONDS)
    expect(page.get_by_role("main")).to_contain_text("2 neu")
    press(page, "2 neu")
    expect(page.get_by_role("main")).to_contain_text("Holzwerkstatt Reise")
    is_accessible(page)
    press(page, "Zurück zur Liste")
    press(page, re.compile("2 Zeilen übernehmen"))
    expect(page.get_by_role("main")).to_contain_text("Übernommen am", timeout=SECONDS)
    is_accessible(page)
    press(page, "Zurücknehmen, was die Liste geändert hat")
    expect(page.get_by_role("main")).to_contain_text("Zurückgenommen am", timeout=SECONDS)
