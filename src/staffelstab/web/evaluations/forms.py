from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why an overlap is all right."""

    reason = forms.CharField(
        label=_("Why is this all right?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: “One course is full, the other takes the waiting list.”"),
    )


class OutsideForm(forms.Form):
    """For whom the figure is, and as what."""

    recipient = forms.CharField(
        label=_("For whom"),
        max_length=150,
        help_text=_("For example “committee for social affairs” or “district government”."),
    )
    kind = forms.ChoiceField(label=_("File"), widget=forms.RadioSelect, initial="pdf")

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        choice = self.fields["kind"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = kinds


class PublishForm(forms.Form):
    """A few words of the alliance itself above what the page gathers."""

    introduction = forms.CharField(
        label=_("Introduction in plain language"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("For example who is meant and how to get in touch. No names of persons."),
    )
