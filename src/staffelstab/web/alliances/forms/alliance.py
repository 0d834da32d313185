from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.enums import Stage
from staffelstab.web.alliances.pathway import District, is_city, reference_districts
from staffelstab.web.kit.validators import validate_no_personal_data


class AllianceForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    stage = forms.ChoiceField(label=_("How far is the alliance?"), choices=Stage.choices)


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
