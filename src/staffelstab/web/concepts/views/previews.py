"""The plan of an import in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import ActorType
from staffelstab.web.concepts.queries.plans import CHANGED, NEW, REMOVED, SAME, Item, Plan

MOST_OPEN = 12
"""A short list shows itself; a long one waits to be opened, unless something is changed or taken out."""


@dataclass(frozen=True)
class Part:
    word: str
    items: list[Item]
    is_open: bool


@dataclass(frozen=True)
class Group:
    word: str
    parts: list[Part]


def groups_of(plan: Plan) -> list[Group]:
    named = (
        (_("Organisations"), plan.organisations),
        (_("Fundings"), plan.fundings),
        (_("Offers"), plan.offers),
        (_("Needs"), plan.needs),
        (_("Stations"), plan.stations),
        (_("Transitions"), plan.transitions),
    )
    return [Group(word, list(_parts(items))) for word, items in named]


def _parts(items: list[Item]) -> Iterator[Part]:
    words = {
        NEW: _("new"),
        CHANGED: _("changed"),
        REMOVED: _("taken out of the concept"),
        SAME: _("unchanged"),
    }
    for deed, word in words.items():
        found = [item for item in items if item.deed == deed]
        if found:
            yield Part(word, found, deed in (CHANGED, REMOVED) or (deed == NEW and len(found) <= MOST_OPEN))


def doubts_of(plan: Plan) -> list[str]:
    """What the file leaves open and what will be assumed."""
    types = set(ActorType.objects.values_list("pk", flat=True))
    text = _(
        "%(name)s: the type of actor “%(type)s” is not known. Please correct it after the file was taken over."
    )
    return [
        text % {"name": item.title, "type": item.document.get("type") or "–"}
        for item in plan.organisations
        if item.deed == NEW and item.document.get("type") not in types
    ]
