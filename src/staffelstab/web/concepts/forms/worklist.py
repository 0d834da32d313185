"""Findings as a work list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Organisation, Participation
from staffelstab.web.concepts.enums import WorkState
from staffelstab.web.concepts.forms.fields import set_choices
from staffelstab.web.concepts.pathway import (
    Filter,
)
from staffelstab.web.concepts.queries.worklist import Narrowing
from staffelstab.web.kit.fields import GermanDateField
from staffelstab.web.kit.validators import validate_no_personal_data


class NarrowForm(forms.Form):
    """Which findings? Every field may stay empty; wrong words in an address count as empty."""

    severity = forms.ChoiceField(
        label=_("Severity"),
        choices=[("", _("all")), ("serious", _("serious")), ("medium", _("medium")), ("notice", _("notice"))],
        required=False,
    )
    state = forms.ChoiceField(label=_("State"), choices=[("", _("all")), *WorkState.choices], required=False)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    place = forms.ChoiceField(label=_("Municipality"), required=False)
    profile = forms.ChoiceField(label=_("Whom it concerns"), required=False)
    modules = forms.ChoiceField(
        label=_("Stations"), choices=[("", _("all")), ("1", _("only modules"))], required=False
    )

    def __init__(
        self,
        query: QueryDict,
        *,
        organisations: list[Organisation],
        filters: tuple[Filter, ...],
        places: list[dict[str, Any]],
    ) -> None:
        super().__init__({name: value for name, value in query.items() if value})
        set_choices(
            self, "organisation", [(str(each.pk), each.display_name) for each in organisations], _("all")
        )
        set_choices(self, "place", [(p["key"], p.get("name") or p["key"]) for p in places], _("all"))
        groups = [
            (each.label, [(f"{each.key}:{value}", label) for value, label in each.choices])
            for each in filters
        ]
        set_choices(self, "profile", groups, _("everybody"))
        self.is_valid()

    def narrowing(self) -> Narrowing:
        given = self.cleaned_data
        attribute, _colon, value = (given.get("profile") or "").partition(":")
        return Narrowing(
            severity=given.get("severity") or "",
            state=given.get("state") or "",
            place=given.get("place") or "",
            profile=(attribute, value) if value else None,
            organisation=int(given.get("organisation") or 0),
            modules_only=bool(given.get("modules")),
        )


class AssignForm(forms.Form):
    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        None, label=_("Organisation"), required=False, empty_label=_("none")
    )
    function = forms.CharField(
        label=_("Function"),
        required=False,
        max_length=200,
        validators=[validate_no_personal_data],
        help_text=_("For example “head of the youth office”. Please no name."),
    )
    due_on = GermanDateField(label=_("Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Participation.objects.filter(until=None).values("organisation")
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=here)


class AcceptForm(forms.Form):
    because = forms.CharField(
        label=_("Why is it accepted?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[validate_no_personal_data],
        help_text=_("The reason is printed in the concept."),
    )
