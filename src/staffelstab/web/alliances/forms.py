from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.enums import Founding, Role, Stage
from staffelstab.web.alliances.models import ActorType, Alliance, Organisation, Place
from staffelstab.web.alliances.pathway import District, is_city, reference_districts
from staffelstab.web.kit.fields import GermanDateField
from staffelstab.web.kit.validators import validate_no_personal_data


class OrganisationForm(forms.Form):
    """Only functions, never persons: the fields of contact say so."""

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
    contact_function = forms.CharField(
        label=_("Contact (function)"),
        max_length=200,
        required=False,
        validators=[validate_no_personal_data],
        help_text=_("For example “head of integration”. Please no name of a person."),
    )
    phone = forms.CharField(label=_("Business telephone"), max_length=50, required=False)
    email = forms.EmailField(label=_("Business e-mail address"), required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    in_core_group = forms.BooleanField(label=_("Member of the core group"), required=False)

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


class NewOrganisationForm(OrganisationForm):
    since = GermanDateField(label=_("Takes part since"))


class AllianceForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    stage = forms.ChoiceField(label=_("How far is the alliance?"), choices=Stage.choices)
    founding = forms.ChoiceField(
        label=_("How did the core group come about?"), choices=Founding.choices, widget=forms.RadioSelect
    )
    attached_to = forms.CharField(
        label=_("Existing structures it was attached to"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One per line, for example a prevention chain or a body of “Kein Abschluss ohne Anschluss”."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("attached_to") and cleaned.get("founding") != Founding.ATTACHED:
            self.add_error("attached_to", _("Name structures only if the core group was attached to some."))
        return cleaned


def _districts() -> list[tuple[Any, Any]]:
    """The official list, cities and districts apart, each by its name."""
    known = sorted(reference_districts(), key=lambda district: district.name_short)
    groups = ((_("Districts"), False), (_("Independent cities"), True))
    return [
        ("", _("Please choose")),
        *((word, [(d.key, d.name_full) for d in known if is_city(d) == cities]) for word, cities in groups),
    ]


class NewAllianceForm(forms.Form):
    district = forms.ChoiceField(label=_("District or independent city"), choices=_districts)
    name = forms.CharField(
        label=_("Name of the alliance"),
        max_length=200,
        required=False,
        help_text=_("Left empty, it is named after the district."),
    )
    email = forms.EmailField(
        label=_("Business e-mail address of the coordination"),
        help_text=_("An address of the function is best, such as integration@…"),
    )
    function = forms.CharField(
        label=_("Function"),
        max_length=150,
        validators=[validate_no_personal_data],
        help_text=_("What this account does; no name of a person."),
    )

    def clean_district(self) -> District:
        return next(d for d in reference_districts() if d.key == self.cleaned_data["district"])


class MemberForm(forms.Form):
    email = forms.EmailField(
        label=_("Business e-mail address"),
        help_text=_("An address of the function is best, such as integration@…"),
    )
    function = forms.CharField(
        label=_("Function"),
        max_length=150,
        validators=[validate_no_personal_data],
        help_text=_("What this account does; no name of a person."),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), required=False, empty_label=_("none")
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=Role.choices, widget=forms.RadioSelect, initial=Role.PARTNER
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class LastDayForm(forms.Form):
    last_day = GermanDateField(label=_("Last day"))
