from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from staffelstab.web.kit.readonly import ReadOnlyGetMiddleware, WroteWhileReading, refuse_writing
from staffelstab.web.notices.models import Letter


def a_letter_is_written(request: HttpRequest) -> HttpResponse:
    Letter.objects.create(address="a@example.org", language="de", subject="x")
    return HttpResponse("written")


def letters_are_counted(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(Letter.objects.count()))


def through_the_wall(view: Callable[[HttpRequest], HttpResponse], method: str) -> HttpResponse:
    return ReadOnlyGetMiddleware(view)(getattr(RequestFactory(), method)("/datenschutz/"))


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_cannot_write(method: str) -> None:
    with pytest.raises(WroteWhileReading, match="INSERT INTO"), transaction.atomic():
        through_the_wall(a_letter_is_written, method)
    assert Letter.objects.count() == 0


@pytest.mark.django_db
def test_looking_can_read_and_posting_can_write() -> None:
    assert through_the_wall(a_letter_is_written, "post").content == b"written"
    assert through_the_wall(letters_are_counted, "get").content == b"1"


@pytest.mark.parametrize(
    ("sql", "allowed"),
    [
        ("SELECT 1", True),
        ("  (SELECT 1) UNION (SELECT 2)", True),
        ("WITH a AS (SELECT 1) SELECT * FROM a", True),
        ("WITH a AS (DELETE FROM b RETURNING *) SELECT * FROM a", False),
        ("UPDATE a SET b = 1", False),
        ("DELETE FROM a", False),
        ("CREATE TABLE a (b)", False),
        ("SAVEPOINT x", True),
    ],
)
def test_only_reading_statements_pass(sql: str, allowed: bool) -> None:
    def execute(*arguments: object) -> str:
        return "executed"

    if allowed:
        assert refuse_writing(execute, sql, None, False, {}) == "executed"
    else:
        with pytest.raises(WroteWhileReading):
            refuse_writing(execute, sql, None, False, {})
