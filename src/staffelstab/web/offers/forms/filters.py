from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Organisation, Place
from staffelstab.web.funding.models import Funding
from staffelstab.web.offers.enums import Kind
from staffelstab.web.offers.pathway import (
    chosen_situation,
    entry_attributes,
    entry_values,
    label_of,
    value_choices,
)
from staffelstab.web.offers.phrases import category_word
from staffelstab.web.offers.queries import Confirmation
from staffelstab.web.offers.queries.search import NEIGHBOURS, Criteria

FIRST = ("q", "place", "category", "funding")
MORE = ("entry", "provider", "kind", "confirmation", "state", "scope", "sort")
SITUATION = "s_"
HIGHEST_AGE = 99
LONGEST_STAY = 600


class OfferFilterForm(forms.Form):
    """Narrows the list; every field may stay empty. The fields of a situation are made from the scales."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    place = forms.ChoiceField(label=_("Municipality"), required=False)
    category = forms.ChoiceField(label=_("Field of work"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("any")), *Kind.choices])
    funding = forms.ChoiceField(label=_("Who pays"), required=False)
    provider = forms.ChoiceField(label=_("Provider"), required=False)
    entry = forms.CharField(
        label=_("Entry condition contains"),
        required=False,
        max_length=200,
        help_text=_("For example “Kindergeld” or “B1”"),
    )
    confirmation = forms.ChoiceField(
        label=_("Confirmation"),
        required=False,
        choices=[
            ("", _("any")),
            (Confirmation.RECENT, _("within the last 6 months")),
            (Confirmation.NEVER, _("never confirmed")),
            (Confirmation.SIX_MONTHS, _("older than 6 months")),
            (Confirmation.TWELVE_MONTHS, _("older than 12 months")),
        ],
    )
    state = forms.ChoiceField(
        label=_("Existence"),
        required=False,
        choices=[("", _("existing today or later")), ("ended", _("ended")), ("all", _("all"))],
    )
    scope = forms.ChoiceField(
        label=_("Whose offers"),
        required=False,
        choices=[
            ("", _("listed here")),
            (NEIGHBOURS, _("of neighbouring alliances, for our municipalities")),
        ],
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("by the nearest title")),
            ("title", _("by title")),
            ("oldest", _("longest unconfirmed first")),
            ("changed", _("last changed first")),
        ],
    )
    age = forms.IntegerField(label=_("Age in years"), required=False, min_value=0, max_value=HIGHEST_AGE)
    stay = forms.IntegerField(
        label=_("Months in Germany"), required=False, min_value=0, max_value=LONGEST_STAY
    )
    answer = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("all answers")),
            ("open", _("open")),
            ("open+conditional", _("open, also under conditions")),
            ("open+conditional+uncertain", _("everything that is not closed")),
            ("closed", _("closed")),
        ],
    )

    def __init__(
        self,
        *args: Any,
        language: str,
        places: Iterable[Place],
        providers: Iterable[Organisation],
        fundings: Iterable[Funding],
        categories: Sequence[str],
        sees_neighbours: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not sees_neighbours:
            del self.fields["scope"]
        self._choose("place", [(place.pk, str(place)) for place in places])
        self._choose("provider", [(str(provider.pk), str(provider)) for provider in providers])
        self._choose("category", [(key, category_word(key)) for key in categories])
        sides = [("regular", _("regular system")), ("limited", _("limited programmes"))]
        self._choose("funding", [*sides, *((str(funding.pk), str(funding)) for funding in fundings)])
        for attribute in entry_attributes():
            field = forms.ChoiceField(
                label=label_of(attribute.label, language, attribute.key), required=False
            )
            self.fields[SITUATION + attribute.key] = field
            self._choose(
                SITUATION + attribute.key, value_choices(attribute, language, entry_values(attribute.key))
            )

    def _choose(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        self.fields[name].choices = [("", _("any")), *choices]  # type: ignore[attr-defined]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in FIRST]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in MORE if name in self.fields]

    @property
    def more_is_chosen(self) -> bool:
        return any(self.cleaned_data.get(name) for name in MORE) or any(name in self.errors for name in MORE)

    @property
    def situation_fields(self) -> list[forms.BoundField]:
        chosen = [name for name in self.fields if name.startswith(SITUATION)]
        return [self[name] for name in (*chosen, "age", "stay", "answer")]

    def criteria(self) -> Criteria:
        """A field with nonsense in it does not narrow anything; its error is shown."""
        self.is_valid()
        said = self.cleaned_data
        values = {
            name.removeprefix(SITUATION): said.get(name, "")
            for name in self.fields
            if name.startswith(SITUATION)
        }
        return Criteria(
            text=said.get("q", ""),
            entry=said.get("entry", ""),
            place=said.get("place", ""),
            category=said.get("category", ""),
            kind=said.get("kind", ""),
            funding=said.get("funding", ""),
            provider=said.get("provider", ""),
            confirmation=said.get("confirmation", ""),
            state=said.get("state", ""),
            answer=said.get("answer", ""),
            scope=said.get("scope", ""),
            sort=said.get("sort", ""),
            situation=chosen_situation(values, said.get("age"), said.get("stay")),
        )
