"""All addresses of the house. Everything of an alliance lives below /b/<alliance slug>/."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from staffelstab.web.project.account_urls import urlpatterns as account_urls

IN_AN_ALLIANCE = "b/<slug:alliance_slug>/"
STORY = {
    "desk": "schreibtisch/",
    "offers": "angebote/",
    "surveys": "arbeitshilfen/",
    "intake": "einlesen/",
    "concepts": "gesamtkonzept/",
    "evaluations": "auswertung/",
    "funding": "foerderung/",
    "demo": "demo/",
}


def rooms_that_exist() -> list[str]:
    return [
        room
        for room in STORY
        if find_spec(f"staffelstab.web.{room}") and find_spec(f"staffelstab.web.{room}.urls")
    ]


def addresses_of(room: str) -> list[URLPattern | URLResolver]:
    """Those below the address of its alliance; those that need no account: ``by_link`` and ``public`` in its urls.

    What is answered by link is called ``<room>_by_link:…`` and receives ``link_key``.
    """
    module = import_module(f"staffelstab.web.{room}.urls")
    outside = (("by_link", "l/"), ("public", "oeffentlich/"))
    return [
        path(IN_AN_ALLIANCE + STORY[room], include(module)),
        *(
            path(place + STORY[room], include((getattr(module, name), f"{room}_{name}")))
            for name, place in outside
            if hasattr(module, name)
        ),
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("konto/", include(account_urls)),
    path("sprache/", login_not_required(set_language), name="set_language"),
    path("", include("staffelstab.web.accounts.urls")),
    path("", include("staffelstab.web.alliances.urls")),
    *(address for room in rooms_that_exist() for address in addresses_of(room)),
]
handler400 = "staffelstab.web.kit.errors.bad_request"
handler403 = "staffelstab.web.kit.errors.permission_denied"
handler404 = "staffelstab.web.kit.errors.not_found"
handler500 = "staffelstab.web.kit.errors.server_error"
