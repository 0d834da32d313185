"""The main job: a file becomes a concept, a finding is read and repaired, and the result leaves as a file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from staffelstab.engine import files
from tests.journeys.browser import axe, no_horizontal_scroll, sign_in
from tests.web.concepts.making import the_town

ROOM = "/b/musterkreis/gesamtkonzept/"
SECONDS = 60_000  # the very first check of a process prepares its arrays
STUCK = "Nach »Vorkurs Deutsch«"


@pytest.fixture
def town_file(tmp_path: Path) -> Path:
    """The small town of the tests, under keys that the demonstration does not use."""
    town = the_town(places=[])
    text = json.dumps(town, ensure_ascii=False)
    for key in ("beratung", "vorkurs", "kurs", "arbeit"):
        text = text.replace(f'"{key}"', f'"k-{key}"')
    file = tmp_path / "kleinstadt.json"
    file.write_text(text, encoding="utf-8")
    return file


def take_over(page: Page, file: Path) -> None:
    sign_in(page, "aydin")
    page.goto(ROOM)
    page.get_by_role("main").get_by_role("link", name="Datei einlesen").first.click()
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Zeigen, was sich ändern würde").click()
    page.wait_for_url("**/einlesen/*/")
    page.get_by_role("button", name="Übernehmen").click()
    page.wait_for_url(re.compile(r"/gesamtkonzept/\d+/"), timeout=SECONDS)


def open_concept(page: Page) -> None:
    sign_in(page, "aydin")
    page.goto(ROOM)
    page.locator(".card a").first.click(timeout=SECONDS)
    page.wait_for_url(re.compile(r"/gesamtkonzept/\d+/"), timeout=SECONDS)


def test_from_a_file_over_a_finding_to_a_repaired_concept_and_out_again(page: Page, town_file: Path) -> None:
    take_over(page, town_file)
    expect(page.locator("h1")).to_have_text("Kleinstadt")
    page.locator(".finding-list").get_by_role("link", name=re.compile(STUCK)).first.click()
    expect(page.locator(".sketch-step").first).to_be_visible()
    page.get_by_role("link", name="Geschichte lesen").click()
    expect(page.locator(".story-steps li").first).to_be_visible()
    page.get_by_role("button", name=re.compile("Übergang Vorkurs Deutsch → Deutschkurs B1")).click()
    expect(page.locator("#messages")).to_contain_text("Vorkurs Deutsch → Deutschkurs B1", timeout=SECONDS)
    expect(page.locator(".finding-list").get_by_role("link", name=re.compile(STUCK))).to_have_count(0)
    page.get_by_text("Als Datei speichern").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    pathway = files.read(download.value.path().read_bytes(), "kleinstadt.xlsx")
    assert ("k-vorkurs", "k-kurs") in {(t.origin, t.target) for t in pathway.concept.transitions}


def test_the_question_changes_the_answer_without_loading_the_page_anew(page: Page, town_file: Path) -> None:
    take_over(page, town_file)
    page.evaluate("window.stillTheSamePage = true")
    before = page.locator("#summary").inner_text()
    page.get_by_text("Nur für bestimmte Personen").click()
    page.get_by_label("Deutsch", exact=True).select_option(label="A2")
    expect(page.locator("#summary")).not_to_have_text(before, timeout=SECONDS)
    assert "only-language=A2" in page.url
    assert page.evaluate("window.stillTheSamePage") is True


def press_until(page: Page, key: str, selector: str, most: int = 120) -> None:
    for _ in range(most):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} was not reached with {key}")


def test_a_transition_is_drawn_and_removed_with_the_keyboard_alone(page: Page, town_file: Path) -> None:
    take_over(page, town_file)
    status = page.locator("[data-editor-status]")
    box = "a.sketch-box[aria-label^='{}']"
    press_until(page, "Tab", box.format("Vorkurs Deutsch"))
    page.keyboard.press("t")
    expect(status).to_contain_text("Vorkurs Deutsch")
    page.keyboard.press("Escape")
    expect(status).to_contain_text("Abgebrochen")
    page.keyboard.press("t")
    press_until(page, "Tab", box.format("Deutschkurs B1"))
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("Übergang aufgenommen", timeout=SECONDS)
    arrow = page.locator("a.sketch-arrow[aria-label*='Vorkurs Deutsch zu Deutschkurs']")
    expect(arrow).to_have_count(1)
    arrow.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_contain_text("Vorkurs Deutsch → Deutschkurs B1")
    page.locator("a.sketch-arrow.is-selected").focus()
    page.keyboard.press("Delete")
    expect(page.locator("#messages")).to_contain_text("Übergang entfernt", timeout=SECONDS)
    expect(arrow).to_have_count(0)
    page.get_by_role("button", name="Letzte Änderung rückgängig").focus()
    page.keyboard.press("Enter")
    expect(arrow).to_have_count(1, timeout=SECONDS)


def test_a_transition_is_pulled_with_the_mouse(page: Page, town_file: Path) -> None:
    take_over(page, town_file)
    page.get_by_role("button", name="einpassen").click()
    origin = page.locator("a.sketch-box[aria-label^='Vorkurs Deutsch']")
    target = page.locator("a.sketch-box[aria-label^='Deutschkurs B1']")
    origin.scroll_into_view_if_needed()
    origin.drag_to(target)
    expect(page.locator("#messages")).to_contain_text(
        "Übergang aufgenommen: Vorkurs Deutsch → Deutschkurs B1", timeout=SECONDS
    )


def test_without_scripts_everything_still_works(page: Page, town_file: Path) -> None:
    take_over(page, town_file)
    page.route("**/*.js", lambda route: route.abort())
    page.reload()
    page.locator("a.sketch-box[aria-label^='Vorkurs Deutsch']").click()
    page.get_by_label("Übergang zu").select_option(label="Deutschkurs B1")
    page.get_by_role("button", name="Übergang aufnehmen").click()
    expect(page.locator("#messages")).to_contain_text("Übergang aufgenommen", timeout=SECONDS)


def pages_of(page: Page) -> list[str]:
    """Every kind of page of this room, by addresses found on the way."""
    here = page.url.split("?")[0]
    links = page.locator("a.sketch-box[href], a.sketch-arrow[href]")
    station, transition = (
        links.locator("xpath=self::*[@data-station]"),
        links.locator("xpath=self::*[@data-transition]"),
    )
    finding = page.locator(".finding-list a").first.get_attribute("href") or ""
    name = re.sub(r".*finding=", "", finding)
    number = transition.first.get_attribute("data-transition")
    return [
        ROOM,
        f"{ROOM}neu/",
        f"{ROOM}einlesen/",
        here,
        here + (station.first.get_attribute("href") or ""),
        here + (transition.first.get_attribute("href") or ""),
        f"{here}?finding={name}",
        f"{here}?finding={name}&only_way=1",
        f"{here}befund/?finding={name}",
        f"{here}befund/?finding=weg",
        f"{here}tabelle/",
        f"{here}angaben/",
        f"{here}uebergaenge/{number}/",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_room_has_barriers(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_concept(page)
    found = {}
    for address in pages_of(page):
        page.goto(address, timeout=SECONDS)
        assert page.locator("h1").count() == 1, address
        found[address] = axe(page) + ([] if no_horizontal_scroll(page) else ["scrolls sideways"])
    told = [f"{address}: {barrier}" for address, barriers in found.items() for barrier in barriers]
    assert told == [], "\n".join(told[:20])


def test_the_preview_of_a_file_has_no_barriers(page: Page, town_file: Path) -> None:
    sign_in(page, "aydin")
    page.goto(f"{ROOM}einlesen/")
    page.set_input_files("input[type=file]", town_file)
    page.get_by_role("button", name="Zeigen, was sich ändern würde").click()
    page.wait_for_url("**/einlesen/*/")
    assert axe(page) == []
    assert no_horizontal_scroll(page)


def test_a_partner_reads_and_does_not_edit(page: Page) -> None:
    sign_in(page, "brandt")
    page.goto(ROOM)
    page.locator(".card a").first.click(timeout=SECONDS)
    page.locator("a.sketch-box").first.wait_for(timeout=SECONDS)
    assert page.get_by_role("button", name="Station aufnehmen").count() == 0
    assert page.get_by_role("link", name="Angaben und Grenzwerte").count() == 0
