"""All addresses of the house. Everything of an alliance lives below /b/<alliance slug>/."""

from __future__ import annotations

from importlib.util import find_spec

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from staffelstab.web.project.account_urls import urlpatterns as account_urls

IN_AN_ALLIANCE = "b/<slug:alliance_slug>/"
STORY = {
    "desk": "schreibtisch/",
    "offers": "angebote/",
    "concepts": "gesamtkonzept/",
    "funding": "foerderung/",
    "demo": "demo/",
}


def rooms_that_exist() -> list[URLPattern | URLResolver]:
    """Rooms of the story that are built already; each answers below the address of its alliance."""
    return [
        path(IN_AN_ALLIANCE + place, include(f"staffelstab.web.{room}.urls"))
        for room, place in STORY.items()
        if find_spec(f"staffelstab.web.{room}") and find_spec(f"staffelstab.web.{room}.urls")
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("konto/", include(account_urls)),
    path("sprache/", login_not_required(set_language), name="set_language"),
    path("", include("staffelstab.web.accounts.urls")),
    path("", include("staffelstab.web.alliances.urls")),
    *rooms_that_exist(),
]
handler400 = "staffelstab.web.kit.errors.bad_request"
handler403 = "staffelstab.web.kit.errors.permission_denied"
handler404 = "staffelstab.web.kit.errors.not_found"
handler500 = "staffelstab.web.kit.errors.server_error"
