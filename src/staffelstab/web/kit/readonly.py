"""Reading cannot write: GET and HEAD run on connections that refuse everything but reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, TypeVar

from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

READING = re.compile(
    r"\s*\(*\s*(SELECT|EXPLAIN|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|SHOW|PRAGMA|WITH|DECLARE|FETCH|CLOSE)\b", re.I
)
WRITING_INSIDE_WITH = re.compile(r"\b(INSERT\s+INTO|UPDATE\s|DELETE\s+FROM)", re.I)

View = TypeVar("View", bound=Callable[..., Any])


class WroteWhileReading(RuntimeError):
    """A view that answers GET tried to change the database."""


def writes_on_get(reason: str) -> Callable[[View], View]:
    """Marks the rare view that has to write when it is only looked at; the reason is part of the code."""

    def mark(view: View) -> View:
        view.writes_on_get = reason  # type: ignore[attr-defined]
        return view

    return mark


def refuse_writing(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    statement = str(sql)
    reads = READING.match(statement)
    if reads is None or (reads[1].upper() == "WITH" and WRITING_INSIDE_WITH.search(statement)):
        raise WroteWhileReading(f"A GET request tried to run: {statement[:200]}")
    return execute(sql, params, many, context)


class ReadOnlyGetMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"} or self._is_marked(request):
            return self.get_response(request)
        with ExitStack() as walls:
            for connection in connections.all():
                walls.enter_context(connection.execute_wrapper(refuse_writing))
            return self.get_response(request)

    @staticmethod
    def _is_marked(request: HttpRequest) -> bool:
        try:
            return hasattr(resolve(request.path_info).func, "writes_on_get")
        except Resolver404:
            return False
