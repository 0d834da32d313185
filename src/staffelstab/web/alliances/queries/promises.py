"""What an organisation has promised, told by rooms above: offers, later agreements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.utils.module_loading import import_string

from staffelstab.web.alliances.models import Organisation, Place


@dataclass(frozen=True)
class Promise:
    """One thing that an organisation does here. ``places`` empty and ``everywhere`` false: not recorded."""

    organisation_id: int | None
    title: str
    kind: str
    address: str
    places: frozenset[str]
    names: tuple[str, ...]
    everywhere: bool
    note: str = ""


@dataclass(frozen=True)
class PromisesHere:
    """What there is in one municipality, and how much of it is meant for all of them."""

    place: Place
    own: int
    everywhere: int


def promises_here(*, today: date) -> list[Promise]:
    """Of the alliance in scope. Rooms above name a function in their app configuration (``promises``)."""
    named = (getattr(config, "promises", "") for config in apps.get_app_configs())
    return [promise for path in named if path for promise in import_string(path)(today=today)]


def promises_of(organisation: Organisation, *, today: date) -> list[Promise]:
    return [each for each in promises_here(today=today) if each.organisation_id == organisation.pk]


def promises_by_place(places: Iterable[Place], *, today: date) -> list[PromisesHere]:
    known = promises_here(today=today)
    everywhere = sum(each.everywhere for each in known)
    return [
        PromisesHere(
            place, sum(place.pk in each.places and not each.everywhere for each in known), everywhere
        )
        for place in places
    ]
