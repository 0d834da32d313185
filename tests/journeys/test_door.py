"""The door: signing in works as printed, and nothing stands in the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.browser import SIGN_IN_PAGE, axe, no_horizontal_scroll, sign_in


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sign_in_page_has_no_barriers(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(SIGN_IN_PAGE)
    assert axe(page) == []
    assert no_horizontal_scroll(page)


@pytest.mark.parametrize("who", ["aydin", "brandt", "czerny"])
def test_every_printed_login_opens_the_door(page: Page, who: str) -> None:
    sign_in(page, who)
    assert page.locator("h1").count() == 1
    assert axe(page) == []
    assert no_horizontal_scroll(page)


def test_the_door_opens_with_the_keyboard_alone(page: Page) -> None:
    page.goto(SIGN_IN_PAGE)
    page.keyboard.press("Tab")
    skip_link = page.locator("a:focus")
    assert (skip_link.get_attribute("href") or "").startswith("#")
    page.keyboard.press("Enter")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.locator("input[name=login]:focus").count():
            break
    assert page.locator("input[name=login]:focus").count() == 1


def test_the_browser_is_told_to_be_strict(page: Page) -> None:
    answer = page.goto(SIGN_IN_PAGE)
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
