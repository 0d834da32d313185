"""What shows itself: the figure is read, a cell opened, a paper taken along; everybody reads who does what."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import axe, no_horizontal_scroll, sign_in

FIGURE = "/b/musterkreis/auswertung/"
PUBLIC = "/oeffentlich/auswertung/musterkreis/"
PAGES = (
    "musterkreis/auswertung/",
    "musterkreis/auswertung/abbildung/weitergeben/",
    "musterkreis/auswertung/luecken/?rows=groups",
    "musterkreis/auswertung/luecken/?rows=places&by=field",
    "musterkreis/auswertung/ueberschneidungen/",
    "musterkreis/auswertung/wer-macht-was/",
    "kreis-wesel-2020-2023/auswertung/",
    "kreis-wesel-2020-2023/auswertung/ueberschneidungen/",
)
MOST_TABS = 60


def tab_to(page: Page, selector: str, text: str) -> None:
    """Only the keyboard: Tab until the wanted thing has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus", has_text=text).count():
            return
    pytest.fail(f"Tab never reaches “{text}”.", pytrace=False)


def text_of(file: Path) -> str:
    """What stands in a PDF, in the order of reading."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.fail("pdftotext is missing; `make e2e` installs it (poppler-utils).", pytrace=False)
    written = subprocess.run([program, "-layout", file, "-"], capture_output=True, check=True)
    return re.sub(r"\s+", " ", written.stdout.decode())


def test_the_figure_is_taken_along_and_a_cell_opened_by_keyboard(page: Page, tmp_path: Path) -> None:
    sign_in(page, "aydin")
    page.goto(FIGURE)
    numbers = page.locator("#figures td").all_inner_texts()
    assert numbers
    tab_to(page, "a", "PDF")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    paper = text_of(Path(shutil.copy(started.value.path(), tmp_path / "abbildung.pdf")))
    assert "Nur für den internen Gebrauch" in paper
    missing = [number for number in set(numbers) if number.split()[-1] not in paper]
    assert missing == []
    page.goto(f"{FIGURE}luecken/?rows=groups")
    tab_to(page, "#matrix a", "kein Weg")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Wo der Weg endet")
    tab_to(page, "button", "Die Prüfung fragen")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("gesucht, was die Lücken schließen würde")
    assert axe(page) == []


def test_the_figure_is_passed_on_by_keyboard(page: Page, tmp_path: Path) -> None:
    sign_in(page, "aydin")
    page.goto(FIGURE)
    tab_to(page, "a", "Abbildung weitergeben")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Abbildung weitergeben")
    page.locator("#id_recipient").focus()
    page.keyboard.type("Sozialausschuss")
    tab_to(page, "button", "Datei mitnehmen")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    paper = text_of(Path(shutil.copy(started.value.path(), tmp_path / "aussen.pdf")))
    assert "Zur Weitergabe" in paper
    assert "internen Gebrauch" not in paper
    page.goto("/b/musterkreis/angebote/bedarfe/herausgeben/")
    expect(page.locator("main")).to_contain_text("Sozialausschuss")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_the_pages_have_no_barriers(page: Page, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    sign_in(page, "aydin")
    answer = page.goto(f"/b/{path}")
    assert answer is not None
    assert answer.ok
    assert axe(page) == []
    assert no_horizontal_scroll(page)


def test_an_overlap_is_marked_as_known(page: Page) -> None:
    sign_in(page, "aydin")
    page.goto("/b/kreis-wesel-2020-2023/auswertung/ueberschneidungen/")
    page.get_by_role("link", name=re.compile("^Als bekannt vermerken")).first.click()
    page.get_by_role("button", name="Als bekannt vermerken").click()
    expect(page.locator("main")).to_contain_text("Dieses Feld ist zwingend erforderlich")
    page.get_by_label("Warum ist das in Ordnung?").fill("Beide werden gebraucht.")
    page.get_by_role("button", name="Als bekannt vermerken").click()
    expect(page.locator("main")).to_contain_text("vom Bündnis gewollt: Beide werden gebraucht.")
    page.get_by_role("button", name=re.compile("^Wieder offene Frage")).click()
    expect(page.locator("#messages")).to_contain_text("wieder eine offene Frage")


def test_everybody_reads_who_does_what_in_both_languages(page: Page) -> None:
    page.goto(PUBLIC)
    expect(page.locator("h1")).to_have_text("Wer macht was?")
    expect(page.locator("main")).to_contain_text("Landesprogramm „Brücke“")
    assert axe(page) == []
    assert no_horizontal_scroll(page)
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Who does what?")


def test_what_is_not_published_does_not_exist(page: Page) -> None:
    answer = page.goto("/oeffentlich/auswertung/nachbarkreis/")
    assert answer is not None
    assert answer.status == 404
