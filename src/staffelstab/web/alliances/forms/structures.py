from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.enums import Founding, KindList
from staffelstab.web.alliances.models import NamedKind
from staffelstab.web.alliances.queries import named_kinds
from staffelstab.web.kit.fields import GermanDateField

NO_PERSONS = _("Functions and organisations only, please no name of a person.")


class FoundingForm(forms.Form):
    founding = forms.ChoiceField(
        label=_("How did the core group come about?"), choices=Founding.choices, widget=forms.RadioSelect
    )


class StructureForm(forms.Form):
    kind = forms.ModelChoiceField(
        NamedKind.objects.none(), label=_("Kind"), required=False, empty_label=_("another one")
    )
    name = forms.CharField(
        label=_("What is it called here?"),
        max_length=300,
        required=False,
        help_text=_(
            "For example the name of the body or project in your district. Needed if the kind is another one."
        ),
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=NO_PERSONS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = named_kinds(KindList.STRUCTURE)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("kind") and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Please choose a kind or write down what the structure is called."))
        return cleaned


class InvolvementForm(forms.Form):
    kind = forms.ModelChoiceField(
        NamedKind.objects.none(), label=_("Model"), required=False, empty_label=_("another one, in own words")
    )
    other = forms.CharField(
        label=_("In own words"),
        max_length=300,
        required=False,
        help_text=_("Only if none of the models fits."),
    )
    valid_from = GermanDateField(label=_("Since"))
    valid_to = GermanDateField(label=_("Until"), required=False)
    note = forms.CharField(
        label=_("Note"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=NO_PERSONS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = named_kinds(KindList.INVOLVEMENT)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(cleaned.get("kind")) == bool(cleaned.get("other")) and "other" not in self.errors:
            self.add_error("other", _("Please choose a model or describe another one, not both."))
        check_period(self, cleaned)
        return cleaned


def check_period(form: forms.Form, cleaned: dict[str, Any]) -> None:
    first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
    if first and last and last < first:
        form.add_error("valid_to", _("The last day must not be before the first."))
