from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import ActorType, Alliance, Place
from staffelstab.web.kit.fields import GermanDateField
from staffelstab.web.kit.meanwhile import ComparingForm


class OrganisationForm(ComparingForm):
    """What is known about the organisation itself; functions and contacts have their own form."""

    name = forms.CharField(label=_("Name"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=60, required=False)
    actor_type = forms.ModelChoiceField(ActorType.objects.none(), label=_("Type of actor"))
    territory = forms.ModelMultipleChoiceField(
        Place.objects.none(),
        label=_("Responsible for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Municipalities in which this organisation is responsible."),
    )
    phone = forms.CharField(label=_("Business telephone"), max_length=50, required=False)
    email = forms.EmailField(label=_("Business e-mail address"), required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, alliance: Alliance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        types = forms.ModelChoiceField(
            ActorType.objects.select_related("field"),
            label=_("Type of actor"),
            empty_label=_("Please choose"),
        )
        self.fields["actor_type"] = types
        places = Place.objects.filter(district_key=alliance.district_key)
        self.fields["territory"].queryset = places  # type: ignore[attr-defined]

    def deed(self) -> dict[str, Any]:
        """The arguments of the deeds."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class NewOrganisationForm(OrganisationForm):
    since = GermanDateField(label=_("Takes part since"))
    contact_function = forms.CharField(
        label=_("Contact (function)"),
        max_length=200,
        required=False,
        help_text=_("For example “head of integration”. Please no name of a person."),
    )
    in_core_group = forms.BooleanField(label=_("Member of the core group"), required=False)


class LastDayForm(forms.Form):
    last_day = GermanDateField(label=_("Last day"))
