from __future__ import annotations

import calendar
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Place
from staffelstab.web.kit.fields import GermanDateField
from staffelstab.web.offers.enums import AnswerKind, Decision
from staffelstab.web.offers.forms.offers import MOST_PLACES, WarnsOfPersons, lines_of
from staffelstab.web.offers.models import Offer

FACTS = ("places", "start_months", "valid_to")
WISHES = ("everywhere", "territory", "conditions")


class AnswerForm(WarnsOfPersons):
    """One offer in a letter: still correct, changed, ended; and the usual fields for what changed."""

    kind = forms.ChoiceField(
        label=_("Is this still correct?"),
        required=False,
        choices=AnswerKind.choices,
        widget=forms.RadioSelect,
    )
    last_day = GermanDateField(label=_("Last day, if it has ended or will end"), required=False)
    places = forms.IntegerField(
        label=_("Places at a time"), required=False, min_value=0, max_value=MOST_PLACES
    )
    start_months = forms.TypedMultipleChoiceField(
        label=_("Starts in these months"),
        required=False,
        coerce=int,
        choices=[(number, MONTHS[number]) for number in range(1, len(calendar.month_name))],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked means: at any time."),
    )
    valid_to = GermanDateField(label=_("Offered to (last day)"), required=False)
    everywhere = forms.BooleanField(
        label=_("For people from everywhere, also beyond the alliance"), required=False
    )
    territory = forms.MultipleChoiceField(
        label=_("For people from these municipalities"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    conditions = forms.CharField(
        label=_("Further entry conditions"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One per line."),
    )
    contact = forms.CharField(
        label=_("Who is asked about this offer? (function)"),
        required=False,
        max_length=200,
        help_text=_("A function, for example “Kursleitung”, no name of a person."),
    )
    note = forms.CharField(
        label=_("What else has changed?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The coordination reads it and decides."),
    )
    unwatched = ("seen", "no_person_meant", "kind", "last_day", "contact", "note")

    def __init__(self, *args: Any, offer: Offer, places: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        known = {place.pk: str(place) for place in (*places, *offer.territory.all())}
        self.fields["territory"].choices = sorted(known.items(), key=lambda place: place[1])  # type: ignore[attr-defined]

    # --- what the page lays out -------------------------------------------------------------------

    @property
    def change_fields(self) -> list[forms.BoundField]:
        names = (*FACTS, *WISHES, "contact", "note")
        return [self[name] for name in names]

    @property
    def shows_changes(self) -> bool:
        """Open when a change was chosen or something in there is wrong."""
        return self["kind"].value() == AnswerKind.CHANGED or any(f.errors for f in self.change_fields)

    # --- what was said ----------------------------------------------------------------------------

    @property
    def answers(self) -> bool:
        return bool(self.cleaned_data.get("kind"))

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        kind = said.get("kind")
        if kind == AnswerKind.ENDED and not said.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", _("Please give the last day, such as 31.12.2026."))
        if kind == AnswerKind.CHANGED and not self.errors:
            self._clean_change(said)
        return said

    def _clean_change(self, said: dict[str, Any]) -> None:
        if not self.changed_facts() and not self.wishes() and not self.remark():
            self.add_error("kind", _("You say that something has changed. Please say below what."))
        if not said["everywhere"] and not said["territory"]:
            self.add_error(
                "territory", _("Choose the municipalities, or say that it is for people from everywhere.")
            )

    def changed_facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        new = {name: said[name] for name in FACTS}
        new["start_months"] = sorted(new["start_months"])
        return {name: value for name, value in new.items() if value != getattr(self.offer, name)}

    def wishes(self) -> dict[str, Any]:
        """Only what differs from the offer, in a shape that can be stored."""
        said = self.cleaned_data
        found: dict[str, Any] = {}
        where = {place.pk for place in self.offer.territory.all()}
        wanted = set() if said["everywhere"] else set(said["territory"])
        if said["everywhere"] != self.offer.everywhere or (not said["everywhere"] and wanted != where):
            found |= {"everywhere": said["everywhere"], "territory": sorted(wanted)}
        conditions = lines_of(said["conditions"])
        if conditions != list(self.offer.definition.get("conditions", [])):
            found["conditions"] = conditions
        return found

    def remark(self) -> str:
        said = self.cleaned_data
        contact = said["contact"].strip()
        parts = (
            [str(_("To be asked about this offer: %(function)s") % {"function": contact})] if contact else []
        )
        return "\n".join((*parts, *filter(None, [said["note"].strip()])))


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("What is to count?"), choices=Decision.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when the offer stays as it was. The provider reads it."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
