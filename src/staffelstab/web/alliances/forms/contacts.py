from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.enums import Visibility
from staffelstab.web.alliances.forms.structures import NO_PERSONS, check_period
from staffelstab.web.alliances.models import Alliance, Place
from staffelstab.web.kit.fields import GermanDateField
from staffelstab.web.kit.meanwhile import ComparingForm


def seen_by(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=Visibility.choices, initial=Visibility.ALLIANCE)


class ContactForm(ComparingForm):
    """Business contact data of a function. Each part says for whom it is visible."""

    function = forms.CharField(
        label=_("Function"),
        max_length=200,
        help_text=_("For example “head of integration”. Please no name of a person."),
    )
    function_for = seen_by(_("Function visible for"))
    task = forms.CharField(
        label=_("Task"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=NO_PERSONS,
    )
    task_for = seen_by(_("Task visible for"))
    places = forms.ModelMultipleChoiceField(
        Place.objects.none(),
        label=_("Responsible for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without a choice: everywhere where the organisation is responsible."),
    )
    places_for = seen_by(_("Municipalities visible for"))
    phone = forms.CharField(
        label=_("Business telephone"),
        max_length=50,
        required=False,
        help_text=_("Best the number of the office, no private and no mobile one."),
    )
    phone_for = seen_by(_("Telephone visible for"))
    email = forms.EmailField(
        label=_("Business e-mail address"),
        required=False,
        help_text=_("An address of the function is best, such as integration@…"),
    )
    email_for = seen_by(_("E-mail address visible for"))
    valid_from = GermanDateField(label=_("Since"))
    valid_to = GermanDateField(label=_("Until"), required=False)

    def __init__(self, *args: Any, alliance: Alliance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Place.objects.filter(district_key=alliance.district_key)
        self.fields["places"].queryset = here  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check_period(self, cleaned)
        return cleaned

    def deed(self) -> dict[str, Any]:
        """The arguments of the deeds."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}
