from __future__ import annotations

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


class PublishForm(forms.Form):
    """A few words of the alliance itself above what the page gathers."""

    introduction = forms.CharField(
        label=_("Introduction in plain language"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("For example who is meant and how to get in touch. No names of persons."),
    )
