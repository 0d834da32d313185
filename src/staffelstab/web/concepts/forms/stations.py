"""Stations, transitions and their handover."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from staffelstab.web.concepts.enums import TransitionState
from staffelstab.web.concepts.forms.concepts import RevisionForm
from staffelstab.web.concepts.forms.fields import text_field
from staffelstab.web.concepts.forms.questions import ONLY
from staffelstab.web.concepts.models import Concept, Station
from staffelstab.web.concepts.models.pathway import MOST_DAYS
from staffelstab.web.concepts.pathway import (
    Filter,
)
from staffelstab.web.offers.models import Offer


class StationForm(RevisionForm):
    offer: forms.ModelChoiceField[Offer] = forms.ModelChoiceField(None, label=_("Offer"))
    is_entry_point = forms.BooleanField(label=_("People can begin here"), required=False)

    def __init__(self, *args: Any, offers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].queryset = offers  # type: ignore[attr-defined]


class EntryPointForm(RevisionForm):
    is_entry_point = forms.BooleanField(required=False)


class TransitionForm(RevisionForm):
    origin: forms.ModelChoiceField[Station] = forms.ModelChoiceField(None, label=_("From"))
    target: forms.ModelChoiceField[Station] = forms.ModelChoiceField(None, label=_("To"))
    state = forms.ChoiceField(
        label=_("State"), choices=TransitionState.choices, initial=TransitionState.AIMED
    )

    def __init__(self, *args: Any, concept: Concept, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stations = Station.objects.filter(concept=concept).select_related("offer").order_by("offer__title")
        for name in ("origin", "target"):
            self.fields[name].queryset = stations  # type: ignore[attr-defined]


class StateForm(RevisionForm):
    state = forms.ChoiceField(label=_("State"), choices=TransitionState.choices)


class HandoverForm(StateForm):
    """The whole of a transition: how firm it is, for whom, and how somebody gets from one hand into the other."""

    hands_over = text_field(
        _("Who hands over?"), _("A function, for example “course management”. Please no name.")
    )
    receives = text_field(_("Who receives?"), _("A function, please no name."))
    procedure = text_field(
        _("How?"), _("For example a joint conversation in the rooms of the receiving body.")
    )
    within_days = forms.IntegerField(
        label=_("Within how many days?"), required=False, min_value=0, max_value=MOST_DAYS
    )
    papers = text_field(_("Which papers go along?"))
    consent = text_field(_("How does the person consent?"))
    if_not_arrived = text_field(_("What happens if somebody does not arrive?"))
    condition = text_field(
        _("Condition in words"), _("The check cannot evaluate it; it stands in the story as a sentence.")
    )
    agreement = text_field(_("Agreement"), _("For example “cooperation agreement of 01.02.2026, section 3”."))

    def __init__(self, *args: Any, filters: tuple[Filter, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in filters:
            self.fields[ONLY + each.key] = forms.MultipleChoiceField(
                label=_("Only for: %(feature)s") % {"feature": each.label},
                choices=each.choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Nothing ticked means: for everybody."),
            )

    def target_group(self) -> dict[str, list[str]]:
        """Feature → allowed values, as ticked."""
        return {n[len(ONLY) :]: v for n, v in self.cleaned_data.items() if n.startswith(ONLY) and v}

    def parts(self) -> dict[str, Any]:
        left_out = {"revision"}
        return {n: v for n, v in self.cleaned_data.items() if n not in left_out and not n.startswith(ONLY)}
