from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ReleaseForm(forms.Form):
    """For whom a list is given out."""

    recipient = forms.CharField(
        label=_("For whom"),
        max_length=200,
        help_text=_("For example “committee for social affairs” or “district government”."),
    )
