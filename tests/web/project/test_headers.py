from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast


@pytest.mark.parametrize("address", ["/konto/anmelden/", "/b/musterkreis/buendnis/", "/gibt-es-nicht/"])
def test_the_browser_is_told_to_be_strict_on_every_page(cast: Cast, address: str) -> None:
    headers = cast.client("aydin").get(address, follow=True).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert policy["frame-ancestors"] == "'none'"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_forms_from_elsewhere_are_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.user("aydin"))
    answer = client.post("/b/musterkreis/buendnis/neu/", {"name": "x"})
    assert answer.status_code == 403
