"""Opens the tenant wall for exactly one alliance per request; a stranger gets 404, like a wrong address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import timezone
from django_scopes import scope

from staffelstab.web.alliances.enums import LinkState
from staffelstab.web.alliances.models import (
    Alliance,
    AllianceRequest,
    LinkRequest,
    LinkTask,
    Membership,
    PublicRequest,
)
from staffelstab.web.alliances.queries import link_task_of, membership_of
from staffelstab.web.kit.navigation import Frame

View = TypeVar("View", bound=Callable[..., Any])
GONE = 410


def answers_link(kind: str, *, also_when_done: bool = False) -> Callable[[View], View]:
    """Marks a view that answers tasks by link of one kind: it needs no account, and receives ``request.link_task``."""

    def mark(view: View) -> View:
        view.link_kind, view.link_when_done = kind, also_when_done  # type: ignore[attr-defined]
        return login_not_required(view)

    return mark


def opens_for_everybody(is_open: Callable[[], bool]) -> Callable[[View], View]:
    """Marks a view that everybody may read. `is_open` says, inside the wall, whether the alliance published it."""

    def mark(view: View) -> View:
        view.is_open_for_everybody = is_open  # type: ignore[attr-defined]
        return login_not_required(view)

    return mark


class PublicPageMiddleware:
    """Opens the tenant wall of one alliance for everybody, only at marked views and only for what it published.

    What is not published looks like a wrong address. See docs/decisions/0017-public-pages-are-copies.md.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        match = _match(request)
        slug = match.kwargs.get("public_slug") if match else None
        if match is None or slug is None:
            return self.get_response(request)
        is_open = getattr(match.func, "is_open_for_everybody", None)
        alliance = Alliance.objects.filter(slug=slug).first()
        if is_open is None or alliance is None:
            raise Http404
        cast(PublicRequest, request).public_alliance = alliance
        with scope(alliance=alliance):
            if not is_open():
                raise Http404
            return self.get_response(request)


class LinkTaskMiddleware:
    """Opens the tenant wall for whoever holds the key of a task by link, at the views that answer its kind."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        match = _match(request)
        key = match.kwargs.get("link_key") if match else None
        if match is None or key is None:
            return self.get_response(request)
        task = link_task_of(key)
        if task is None or getattr(match.func, "link_kind", None) != task.kind:
            raise Http404
        cast(LinkRequest, request).link_task = task
        with scope(alliance=task.alliance):
            response = self._closed(request, task, match) or self.get_response(request)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = (
            "same-origin"  # with no-referrer browsers send no origin, and no form arrives
        )
        return response

    @staticmethod
    def _closed(request: HttpRequest, task: LinkTask, match: ResolverMatch) -> HttpResponse | None:
        state = task.state_on(timezone.localdate())
        if state == LinkState.OPEN or (
            state == LinkState.DONE and getattr(match.func, "link_when_done", False)
        ):
            return None
        context = {"task": task, "state": state, "plain": True}
        return render(request, "alliances/link_closed.html", context, status=GONE)


class AllianceMiddleware:
    """Sets ``request.alliance``, ``request.membership`` and ``request.frame`` below /b/<alliance slug>/."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        slug = _alliance_slug(request)
        if slug is None or not request.user.is_authenticated:
            return self.get_response(request)
        membership = membership_of(request.user, slug, today=timezone.localdate())
        if membership is None:
            raise Http404
        _place_inside(cast(AllianceRequest, request), membership)
        with scope(alliance=membership.alliance):
            return self.get_response(request)


def _match(request: HttpRequest) -> ResolverMatch | None:
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def _alliance_slug(request: HttpRequest) -> str | None:
    match = _match(request)
    return match.kwargs.get("alliance_slug") if match else None


def _place_inside(request: AllianceRequest, membership: Membership) -> None:
    request.alliance = membership.alliance
    request.membership = membership
    request.frame = Frame(  # type: ignore[attr-defined]
        label=membership.alliance.name,
        switch_url=reverse("alliances:choose"),
        url_kwargs={"alliance_slug": membership.alliance.slug},
    )
