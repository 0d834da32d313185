from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory

from staffelstab.web.kit import errors
from staffelstab.web.kit.verdict import ALLOWED, Refused, refused
from tests.cast import Cast


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_a_missing_page_says_so_in_words() -> None:
    answer = Client().get("/gibt-es-nicht/")
    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht" in answer.content.decode()


def test_the_reason_of_a_rule_reaches_the_page(cast: Cast) -> None:
    answer = cast.client("brandt").get("/b/musterkreis/buendnis/mitglieder/")
    assert answer.status_code == 403
    assert "Das macht die Koordination des Bündnisses." in answer.content.decode()


def test_reasons_of_libraries_are_not_shown() -> None:
    answer = errors.permission_denied(RequestFactory().get("/"), PermissionDenied("internal: key 17"))
    assert answer.status_code == 403
    assert "internal" not in text(answer)


def test_the_page_for_a_breakdown_needs_neither_account_nor_database() -> None:
    """No database is allowed in this test: a query would fail it."""
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Hier ist etwas schiefgegangen" in text(answer)
    assert "Traceback" not in text(answer)


def test_a_request_that_is_not_understood() -> None:
    answer = errors.bad_request(RequestFactory().get("/"), ValueError("secret"))
    assert answer.status_code == 400
    assert "secret" not in text(answer)


def test_a_verdict_is_yes_or_no_with_a_reason() -> None:
    assert ALLOWED
    ALLOWED.or_refuse()
    verdict = refused("Not today.")
    assert not verdict
    with pytest.raises(Refused, match="Not today"):
        verdict.or_refuse()


def test_the_address_of_a_button_answers_with_words(cast: Cast) -> None:
    """Whoever presses a button after the session ended is sent here by the login."""
    answer = cast.client("aydin").get("/b/musterkreis/gesamtkonzept/1/uebergaenge/neu/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "Es wurde nichts geändert" in answer.content.decode()


def test_a_stranger_does_not_learn_that_a_button_exists(cast: Cast) -> None:
    answer = cast.client("czerny").get("/b/musterkreis/gesamtkonzept/1/uebergaenge/neu/")
    assert answer.status_code == 404
