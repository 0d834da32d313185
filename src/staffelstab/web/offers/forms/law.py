from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from staffelstab.web.offers.enums import Decision


class LawDecisionForm(forms.Form):
    """For one change: which offers, and what is to count."""

    change = forms.CharField(max_length=64)
    offer = forms.TypedMultipleChoiceField(coerce=int)
    decision = forms.ChoiceField(choices=Decision.choices)
    reason = forms.CharField(required=False, max_length=2000)

    def __init__(self, *args: Any, offers: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].choices = [(pk, str(pk)) for pk in offers]  # type: ignore[attr-defined]
        self.fields["offer"].error_messages["required"] = _("Choose at least one offer. Nothing was changed.")
