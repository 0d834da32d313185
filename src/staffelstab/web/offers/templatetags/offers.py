"""Codes as words: answers to "who can get in?", deeds and parts of an offer."""

from __future__ import annotations

from django import template

from staffelstab.web.journal.models import Entry
from staffelstab.web.offers.enums import Kind
from staffelstab.web.offers.phrases import DEEDS, OPENNESS, PARTS

register = template.Library()
TONES = {"open": "success", "conditional": "info", "uncertain": "warning", "closed": "danger"}


@register.inclusion_tag("kit/components/badge.html")
def openness_badge(state: str) -> dict[str, object]:
    return {"kind": TONES[state], "text": OPENNESS[state]}


@register.filter
def is_address(text: str) -> bool:
    return text.startswith(("https://", "http://"))


@register.filter
def kind_word(code: str) -> str:
    return str(Kind(code).label)


@register.filter
def deed_word(code: str) -> str:
    return str(DEEDS.get(code, code))


@register.filter
def concerned(entry: Entry) -> str:
    """The names of what a change concerned; recording and ending speak for themselves."""
    changed = entry.after if entry.code == "offers.edit_offer" and entry.after else {}
    return ", ".join(str(PARTS.get(name, name)) for name in changed)
