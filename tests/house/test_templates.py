"""Templates stay in their room, and every page is complete."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.cast import Cast
from tests.house.access_table import table
from tests.house.test_access_table import ADDRESSES

WEB = Path(__file__).resolve().parents[2] / "src" / "staffelstab" / "web"
# Folders of templates that belong to a room under another name: what allauth and Django look for.
GUESTS = {"allauth": "accounts", "account": "accounts", "mfa": "accounts", "django": "kit"}
REFERENCE = re.compile(r"{%-?\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
LOOKED_FOR_BY_LIBRARIES = ("allauth/", "account/", "mfa/", "django/")
BUTTON = re.compile(r"<(?:a|button) class=\"kern-btn.*?</(?:a|button)>", re.DOTALL)
TABLE = table()
PAGES = sorted(name for name, row in TABLE.items() if row.method == "GET" and 200 in row.expected.values())


def templates() -> dict[str, Path]:
    """Every template by the name under which it is asked for."""
    return {
        str(file.relative_to(next(parent for parent in file.parents if parent.name == "templates"))): file
        for file in WEB.rglob("templates/**/*.*")
        if file.is_file()
    }


def room_of(name: str) -> str:
    folder = name.partition("/")[0]
    return GUESTS.get(folder, folder)


def test_only_buttons_with_a_sign_hide_their_words() -> None:
    """KERN makes a button with `kern-sr-only` inside as narrow as an icon; words to read would be squeezed."""
    squeezed = [
        name
        for name, file in templates().items()
        for button in BUTTON.findall(file.read_text("utf-8"))
        if "kern-sr-only" in button and 'aria-hidden="true"' not in button
    ]
    assert squeezed == []


def test_templates_lie_in_the_folder_of_their_room() -> None:
    strays = [name for name, file in templates().items() if file.relative_to(WEB).parts[0] != room_of(name)]
    assert strays == []


def test_templates_take_only_from_their_room_or_the_kit() -> None:
    wrong = [
        f"{name} takes {taken}"
        for name, file in templates().items()
        for taken in REFERENCE.findall(file.read_text(encoding="utf-8"))
        if room_of(taken) not in {room_of(name), "kit"}
    ]
    assert wrong == []


def test_no_template_is_forgotten() -> None:
    everything = "".join(
        file.read_text(encoding="utf-8")
        for file in WEB.rglob("*")
        if file.suffix in {".py", ".html", ".txt"} and "locale" not in file.parts
    )
    unused = [
        name
        for name in templates()
        if not name.startswith(LOOKED_FOR_BY_LIBRARIES) and f'"{name}"' not in everything
    ]
    assert unused == []


def look_at(name: str, cast: Cast, language: str) -> Any:
    """The page as the first person sees it who may, coordinators before others."""
    row = TABLE[name]
    who = next(who for who in ("aydin", "brandt", "olsen", "nobody") if row.expected[who] == 200)
    kwargs = row.kwargs(cast)
    if "alliance_slug" in ADDRESSES[name]:
        kwargs = {"alliance_slug": cast.alliance.slug, **kwargs}
    client: Client = cast.client(who)
    client.cookies["django_language"] = language
    return client.get(reverse(name, kwargs=kwargs) + row.query)


def is_page(answer: Any) -> bool:
    return answer.headers["Content-Type"].startswith("text/html") and b"<html" in answer.content


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_complete(name: str, language: str, cast: Cast) -> None:
    answer = look_at(name, cast, language)
    if not is_page(answer):
        return
    text = answer.content.decode()
    page: Any = html.fromstring(text)
    assert page.get("lang") == language
    assert complaints_about(page) == []
    assert not re.search(r"{{|{%|&lt;b&gt;|%\(\w+\)s", text), "something was not filled in"


def complaints_about(page: Any) -> list[str]:
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    ids = Counter(page.xpath("//@id"))
    found = {
        "one h1": levels.count(1) == 1 and levels[0] == 1,
        "no heading level skipped": all(b - a <= 1 for a, b in pairwise(levels)),
        "title": bool(page.findtext(".//title").split("–")[0].strip()),
        "landmarks": all(len(page.xpath(f"//{mark}")) >= 1 for mark in ("header", "main", "footer")),
        "one main": len(page.xpath("//main")) == 1,
        "skip link to the content": page.xpath("//body/a[1]/@href") == ["#content"] and ids["content"] == 1,
        "no id twice": not [name for name, count in ids.items() if count > 1],
        "no inline style": not page.xpath("//@style | //style"),
        "no inline script": not page.xpath("//script[not(@src)][not(@type='application/json')]"),
        "no handlers": not [name for name in page.xpath("//@*") if name.attrname.startswith("on")],
        "pictures have words": not page.xpath("//img[not(@alt)]"),
        "every control has a name": not unnamed_controls(page),
        "links of the page lead to an id": all(
            link[1:] in ids for link in page.xpath("//a/@href[starts-with(., '#')]") if len(link) > 1
        ),
        "nothing from elsewhere": not page.xpath(
            "//script/@src[contains(., '//')] | //link/@href[contains(., '//')] "
            "| //img/@src[contains(., '//')]"
        ),
    }
    return [demand for demand, met in found.items() if not met]


def unnamed_controls(page: Any) -> list[str]:
    labelled = set(page.xpath("//label/@for"))
    controls = page.xpath("//input[not(@type='hidden')][not(@type='submit')] | //select | //textarea")
    return [
        str(control.get("name"))
        for control in controls
        if control.get("id") not in labelled
        and not control.get("aria-label")
        and not control.get("aria-labelledby")
        and not control.xpath("ancestor::label")
    ]


def test_no_two_pages_have_the_same_title(cast: Cast) -> None:
    titles: dict[str, str] = {}
    twice = []
    for name in PAGES:
        answer = look_at(name, cast, "de")
        if not is_page(answer):
            continue
        page: Any = html.fromstring(answer.content.decode())
        title = " ".join(page.findtext(".//title").split())
        if title in titles:
            twice.append(f"{name} and {titles[title]}: {title}")
        titles[title] = name
    assert twice == []
