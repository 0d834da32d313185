"""The story from left to right. Rooms list their entries as data in ``apps.py``:

class OffersConfig(AppConfig):
    navigation = (NavigationEntry(_("Needs and offers"), "offers:list", position=30),)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Frame:
    """What the head of the page shows about the place where one is; set by a middleware as ``request.frame``.

    ``url_kwargs`` complete the addresses of all navigation entries that live inside the frame.
    """

    label: str
    switch_url: str
    url_kwargs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class NavigationEntry:
    """One word of the story. ``visible`` decides with the request who sees it."""

    label: str | Promise
    url_name: str
    position: int
    visible: Callable[[HttpRequest], bool] = field(default=lambda request: True)


@dataclass(frozen=True)
class NavigationLink:
    label: str | Promise
    url: str
    current: bool


def frame_of(request: HttpRequest) -> Frame | None:
    frame = getattr(request, "frame", None)
    return frame if isinstance(frame, Frame) else None


def entries_of_all_rooms() -> Iterator[NavigationEntry]:
    for config in apps.get_app_configs():
        yield from getattr(config, "navigation", ())


def story() -> list[NavigationEntry]:
    return sorted(entries_of_all_rooms(), key=lambda entry: entry.position)


def start_address(url_kwargs: dict[str, str]) -> str:
    """Where one begins inside a frame: the first word of the story."""
    return next(filter(None, (_address(entry, url_kwargs) for entry in story())), "/")


def links_for(request: HttpRequest) -> list[NavigationLink]:
    """All entries that exist inside the current frame, in the order of the story; none outside a frame."""
    frame = frame_of(request)
    if frame is None:
        return []
    match: Any = request.resolver_match
    here = match.app_name if match else ""
    addressed = ((entry, _address(entry, frame.url_kwargs)) for entry in story() if entry.visible(request))
    return [
        NavigationLink(entry.label, url, current=entry.url_name.partition(":")[0] == here)
        for entry, url in addressed
        if url
    ]


def _address(entry: NavigationEntry, url_kwargs: dict[str, str]) -> str:
    """Empty for a word whose room has no addresses yet; a house test finds it."""
    try:
        return reverse(entry.url_name, kwargs=url_kwargs)
    except NoReverseMatch:
        return ""
