"""What several forms share."""

from __future__ import annotations

from typing import Any

from django import forms

from staffelstab.web.kit.validators import validate_no_personal_data


def text_field(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[validate_no_personal_data],
    )


def set_choices(form: forms.Form, name: str, choices: list[tuple[Any, Any]], empty: Any) -> None:
    form.fields[name].choices = [("", empty), *choices]  # type: ignore[attr-defined]
