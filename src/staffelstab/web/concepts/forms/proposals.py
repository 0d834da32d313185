"""What partners propose, and the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from staffelstab.web.concepts.enums import TransitionState
from staffelstab.web.concepts.forms.concepts import RevisionForm
from staffelstab.web.concepts.forms.fields import text_field
from staffelstab.web.concepts.models import Concept, Station
from staffelstab.web.concepts.models.pathway import MOST_DAYS


class ProposalForm(forms.Form):
    """The parts of a transition that a partner can speak about, and why."""

    state = forms.ChoiceField(label=_("State"), choices=TransitionState.choices)
    hands_over = text_field(_("Who hands over?"), _("A function, please no name."))
    receives = text_field(_("Who receives?"), _("A function, please no name."))
    procedure = text_field(_("How?"))
    within_days = forms.IntegerField(
        label=_("Within how many days?"), required=False, min_value=0, max_value=MOST_DAYS
    )
    papers = text_field(_("Which papers go along?"))
    consent = text_field(_("How does the person consent?"))
    if_not_arrived = text_field(_("What happens if somebody does not arrive?"))
    condition = text_field(_("Condition in words"))
    agreement = text_field(_("Agreement"))
    reason = text_field(_("Why do you propose it?"))


class ProposeTransitionForm(forms.Form):
    origin: forms.ModelChoiceField[Station] = forms.ModelChoiceField(None, label=_("From"))
    target: forms.ModelChoiceField[Station] = forms.ModelChoiceField(None, label=_("To"))
    reason = text_field(_("Why do you propose it?"))

    def __init__(self, *args: Any, concept: Concept, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stations = Station.objects.filter(concept=concept).select_related("offer__organisation", "concept")
        for name in ("origin", "target"):
            self.fields[name].queryset = stations.order_by("offer__title")  # type: ignore[attr-defined]


class AnswerForm(RevisionForm):
    verdict = forms.ChoiceField(choices=[("accept", "accept"), ("reject", "reject")])
    answer = text_field(_("Answer"))
