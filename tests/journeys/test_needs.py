"""Needs and statements with the keyboard alone: record, give out, code."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import axe, no_horizontal_scroll, sign_in

ROOT = "/b/musterkreis/angebote/"
PAGES = (
    "bedarfe/",
    "bedarfe/neu/",
    "bedarfe/herausgeben/",
    "bedarfe/veroeffentlicht/",
    "aussagen/",
    "aussagen/einfuegen/",
    "aussagen/codes/",
)


def tab_to(page: Page, selector: str, most: int = 150) -> None:
    """As somebody without a mouse gets there."""
    for _ in range(most):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached with Tab")


def test_a_need_is_recorded_and_given_out_with_the_keyboard(page: Page) -> None:
    sign_in(page, "aydin")
    page.goto(f"{ROOT}bedarfe/neu/")
    tab_to(page, "input[name=label]")
    page.keyboard.type("Junge Frauen ohne Abschluss")
    tab_to(page, "input[name=number]")
    page.keyboard.type("viele")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("kann nicht als Zahl gelesen werden")
    assert page.locator("input[name=label]").input_value() == "Junge Frauen ohne Abschluss"
    tab_to(page, "input[name=number]")
    page.keyboard.press("Control+a")
    page.keyboard.type("bis zu 4")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bedarfe/")
    expect(page.locator("main")).to_contain_text("bis zu 4")
    page.goto(f"{ROOT}bedarfe/herausgeben/")
    expect(page.locator("table")).to_contain_text("unter 5")
    expect(page.locator("table")).not_to_contain_text("bis zu 4")
    tab_to(page, "input[name=recipient]")
    page.keyboard.type("Sozialausschuss")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("liegt unten bereit")
    expect(page.get_by_role("link", name=re.compile("XLSX Sozialausschuss"))).to_be_visible()


def test_statements_are_coded_with_the_keyboard(page: Page) -> None:
    sign_in(page, "aydin")
    page.goto(f"{ROOT}aussagen/?state=open")
    page.get_by_role("link", name=re.compile("^Codieren")).first.click()
    expect(page.locator("[data-desk-text]")).to_be_focused()
    page.keyboard.press("Control+Home")
    for _ in range(3):
        page.keyboard.press("Control+Shift+ArrowRight")
    page.keyboard.press("2")
    expect(page.locator("#messages")).to_contain_text("Vergeben")
    expect(page.locator("main q")).to_have_count(1)
    expect(page.locator("[data-desk-text]")).to_be_focused()
    page.keyboard.press("1")
    expect(page.locator("button[data-digit='1']")).to_have_attribute("aria-pressed", "true")
    assert axe(page) == []
    before = page.url
    page.keyboard.press("f")
    page.wait_for_url(lambda url: url != before)
    page.goto(f"{ROOT}aussagen/codes/")
    page.get_by_role("link", name=re.compile("Aussagen: F1")).press("Enter")
    expect(page.locator("main h2").first).to_contain_text("Aussage")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_needs_have_no_barriers(page: Page, scheme: str) -> None:
    sign_in(page, "aydin")
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for path in PAGES:
        page.goto(ROOT + path)
        assert axe(page) == [], path
        assert no_horizontal_scroll(page), path
