"""Bodies and tasks by link for tests, made by the deeds that people use.

The key of a link is read from the letter, like by a person.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from lxml import html

from staffelstab.web.alliances.actions.open_body import open_body
from staffelstab.web.alliances.actions.send_link_task import Request, send_link_task
from staffelstab.web.alliances.models import Body, LinkTask
from staffelstab.web.notices.models import Letter
from tests.cast import FIRST_DAY, Cast


def a_body(cast: Cast, name: str = "Lenkungsgruppe", kind: str = "steering_group", **said: Any) -> Body:
    """Inside the tenant wall."""
    return open_body(cast.aydin, kind=kind, name=name, **{"valid_from": FIRST_DAY, **said})


def fields_of(page: str) -> dict[str, Any]:
    """The form that compares, as a browser would send it without touching anything."""
    whole: Any = html.fromstring(page)
    form = whole.xpath("//main//form[.//input[@name='seen']]")[0]
    found: dict[str, Any] = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value)
    return found


def letter_of(task: LinkTask, address: str) -> tuple[str, str]:
    return task.title, f"Bitte: {address}"


def a_link_task(
    cast: Cast, kind: str, url_name: str, *, subject: str = "", today: date | None = None, **said: Any
) -> tuple[LinkTask, str]:
    """The task and the key of its link."""
    sent = today or timezone.localdate()
    given = {
        "kind": kind,
        "subject": subject,
        "url_name": url_name,
        "title": "Stimmt das noch?",
        "function": "Kursleitung",
        "address": "kurse@bildungswerk.example.org",
        "organisation": cast.partner_organisation,
        "expires_on": sent + timedelta(days=30),
        **said,
    }
    keys: list[str] = []

    def letter(task: LinkTask, address: str) -> tuple[str, str]:
        keys.append(key_in(address))
        return letter_of(task, address)

    with cast.inside():
        task = send_link_task(cast.aydin, Request(**given), letter, today=sent)
    return task, keys[0]


def key_in(text: str) -> str:
    """The key of a link as it stands in a letter (43 signs)."""
    found = re.search(r"/([\w-]{43})/", text)
    assert found, text
    return found[1]


def last_letter() -> Letter:
    return Letter.objects.latest("pk")
