"""What journeys do in the browser: sign in, look for barriers, look for sideways scrolling."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ACCESSIBILITY_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROWEST_SCREEN = 320
SIGN_IN_PAGE = "/konto/anmelden/"
PRINTED_LOGIN = re.compile(
    r"^.*?\b((aydin|brandt|czerny)\S*@\S+)\b.*?(\S+)\s*$", re.MULTILINE | re.IGNORECASE
)

# Who -> e-mail address and password, as the demonstration printed them.
logins: dict[str, tuple[str, str]] = {}
# Address of a server -> what it printed, letters among it.
logs: dict[str, Path] = {}


def last_link(page: Page) -> str:
    """The address of the task in the letter that was sent last."""
    address = re.sub(r"^(https?://[^/]+).*", r"\1", page.url)
    found = re.findall(rf"{re.escape(address)}/l/\S+", logs[address].read_text("utf-8"))
    assert found, "no letter with a link was sent"
    link: str = found[-1]
    return link


def chromium_path() -> str:
    """The Chromium of this machine; journeys are never skipped for want of one."""
    for name in CHROMIUM_NAMES:
        if found := shutil.which(name):
            return found
    pytest.fail("Chromium is missing; `make e2e` installs it before the journeys begin.", pytrace=False)


def remember_logins(printed: str) -> None:
    """Journeys sign in with what people are told, nothing else: one line each, the password last."""
    for address, who, password in PRINTED_LOGIN.findall(printed):
        logins[who.lower()] = (address, password)


def sign_in(page: Page, who: str) -> None:
    """Sign in as "aydin", "brandt" or "czerny" through the page that people use."""
    address, password = logins[who]
    page.goto(SIGN_IN_PAGE)
    page.fill("main input[name=login]", address)
    page.fill("main input[name=password]", password)
    page.press("main input[name=password]", "Enter")
    page.wait_for_url(lambda url: SIGN_IN_PAGE not in url)


def watch(page: Page, address: str) -> list[str]:
    """Collect what a visitor would never see: script errors, refusals of the browser, foreign addresses."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # A 404 that a journey provokes is logged as an error too, and is none.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(f"{page.url}: {message.text}")

    def see(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            complaints.append(f"{page.url}: asks for {request.url}")

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("request", see)
    return complaints


@cache
def axe_source() -> str:
    if not AXE.exists():
        pytest.fail("axe-core is missing; `make install` fetches it.", pytrace=False)
    return AXE.read_text(encoding="utf-8")


def axe(page: Page) -> list[str]:
    """The barriers that axe finds on this page, one line each."""
    # Only `evaluate` gets past our content security policy; a script tag is refused, as it should be.
    page.evaluate(axe_source() + ";0")
    result: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", ACCESSIBILITY_RULES
    )
    return [
        f"{violation['id']}: {violation['help']} at {node['target']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def no_horizontal_scroll(page: Page) -> bool:
    """Does the page fit on the narrowest screen? Leaves the page at its former width."""
    before = page.viewport_size
    page.set_viewport_size({"width": NARROWEST_SCREEN, "height": 640})
    fits: bool = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    if before:
        page.set_viewport_size(before)
    return fits
