"""Opens the tenant wall for exactly one alliance per request; a stranger gets 404, like a wrong address."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django_scopes import scope

from staffelstab.web.alliances.models import AllianceRequest, Membership
from staffelstab.web.alliances.queries import membership_of
from staffelstab.web.kit.navigation import Frame


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


def _alliance_slug(request: HttpRequest) -> str | None:
    try:
        return resolve(request.path_info).kwargs.get("alliance_slug")
    except Resolver404:
        return None


def _place_inside(request: AllianceRequest, membership: Membership) -> None:
    request.alliance = membership.alliance
    request.membership = membership
    request.frame = Frame(  # type: ignore[attr-defined]
        label=membership.alliance.name,
        switch_url=reverse("alliances:choose"),
        url_kwargs={"alliance_slug": membership.alliance.slug},
    )
