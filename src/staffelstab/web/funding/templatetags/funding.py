"""Words for what a programme profile says only in codes."""

from __future__ import annotations

from django import template

from staffelstab.web.funding.enums import Certainty

register = template.Library()
TONES = {"established": "success", "partly": "info", "inferred": "info", "unknown": "warning"}


@register.filter
def certainty_word(code: str) -> str:
    return str(Certainty(code).label)


@register.filter
def certainty_tone(code: str) -> str:
    return TONES[code]
