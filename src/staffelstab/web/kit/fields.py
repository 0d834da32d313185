"""Form fields that behave the German way."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class GermanDateField(forms.DateField):
    """A date as people write it: 22.11.2026. Typed, because pickers may speak another language."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("For example 22.11.2026"))
        kwargs.setdefault("input_formats", ["%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d"])
        kwargs.setdefault(
            "widget",
            forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}),
        )
        kwargs.setdefault(
            "error_messages",
            {"invalid": _("This is not a date. Write day, month and year, such as 22.11.2026.")},
        )
        super().__init__(**kwargs)
