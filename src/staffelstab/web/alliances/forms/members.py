from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.enums import Role
from staffelstab.web.alliances.models import Organisation
from staffelstab.web.kit.validators import validate_no_personal_data


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
