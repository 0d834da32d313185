from __future__ import annotations

from datetime import date

from django import template
from django.utils.formats import date_format

register = template.Library()


@register.filter
def day(written: str) -> str:
    """A day of published contents as people write it."""
    return date_format(date.fromisoformat(written), "SHORT_DATE_FORMAT")
