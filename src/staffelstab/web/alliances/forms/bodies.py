from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.enums import BodyKind, Vote
from staffelstab.web.alliances.forms.structures import NO_PERSONS, check_period
from staffelstab.web.alliances.models import Alliance, Organisation, Place
from staffelstab.web.kit.fields import GermanDateField
from staffelstab.web.kit.meanwhile import ComparingForm


class BodyForm(ComparingForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=BodyKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As it is called here, for example “steering group KIM”."),
    )
    task = forms.CharField(
        label=_("Task"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_PERSONS,
    )
    valid_from = GermanDateField(label=_("Exists since"))

    def deed(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class RenameForm(forms.Form):
    name = forms.CharField(label=_("New name"), max_length=200)
    since = GermanDateField(label=_("Called so since"))


class SeatForm(ComparingForm):
    function = forms.CharField(
        label=_("In the function"), max_length=200, required=False, help_text=NO_PERSONS
    )
    vote = forms.ChoiceField(
        label=_("Vote"), choices=Vote.choices, widget=forms.RadioSelect, initial=Vote.UNKNOWN
    )
    deputy = forms.CharField(
        label=_("Deputy (function)"), max_length=200, required=False, help_text=NO_PERSONS
    )
    places = forms.ModelMultipleChoiceField(
        Place.objects.none(),
        label=_("Represents these municipalities"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only if this seat speaks for municipalities."),
    )
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
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class NewSeatForm(SeatForm):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=_("Please choose")
    )
    field_order = ("organisation",)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class DayForm(forms.Form):
    day = GermanDateField(label=_("As of"), required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Not here, because …"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=NO_PERSONS,
    )
