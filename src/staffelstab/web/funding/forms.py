from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from staffelstab.web.kit.fields import GermanDateField
from staffelstab.web.kit.validators import validate_no_personal_data


class FundingForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, validators=[validate_no_personal_data])
    programme_key = forms.ChoiceField(
        label=_("Described by the programme profile"),
        required=False,
        help_text=_("The profile says who may receive the money, for whom and under which rules."),
    )
    is_programme = forms.BooleanField(
        label=_("This is a limited programme, not the regular system"),
        required=False,
        help_text=_(
            "Offers of a limited programme are drawn differently, and the check asks what remains after it."
        ),
    )
    valid_from = GermanDateField(label=_("From"), required=False)
    valid_to = GermanDateField(label=_("To (last day)"), required=False)

    def __init__(self, *args: Any, programmes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("no profile")), *programmes]
        self.fields["programme_key"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day lies before the first."))
        return cleaned
