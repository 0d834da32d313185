from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from staffelstab.web.kit.validators import validate_no_personal_data


class ProfileForm(forms.Form):
    function = forms.CharField(
        label=_("Function"),
        max_length=150,
        validators=[validate_no_personal_data],
        help_text=_("What other people see, for example “Coordination”. Please no name."),
    )
    organisation_label = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
