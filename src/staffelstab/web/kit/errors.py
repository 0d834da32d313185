"""Pages for everything that goes wrong: what happened, and what can be done now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from staffelstab.web.kit.verdict import Refused


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "kit/errors/400.html", status=400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The reason comes from the rule that refused, in the language of the reader."""
    reason = str(exception) if isinstance(exception, Refused) else ""
    return render(request, "kit/errors/403.html", {"reason": reason}, status=403)


def wrong_method(request: HttpRequest) -> HttpResponse:
    """Somebody called up the address of a button, for example by logging in again after pressing it."""
    return render(request, "kit/errors/405.html", status=405)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "kit/errors/404.html", status=404)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Does not touch session, account or database: one of them may be what is broken."""
    return render(request, "kit/errors/500.html", {"plain": True}, status=500)
