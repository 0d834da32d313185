from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Organisation, Place
from staffelstab.web.funding.models import Funding
from staffelstab.web.kit.fields import GermanDateField
from staffelstab.web.kit.meanwhile import ComparingForm
from staffelstab.web.offers.enums import Kind
from staffelstab.web.offers.forms.access import AccessFields, part_of_access, unit_of_access
from staffelstab.web.offers.pathway import EngineOffer, definition_of
from staffelstab.web.offers.phrases import CATEGORIES, category_word
from staffelstab.web.offers.validators import signs_of_a_person

LONGEST = 120
MOST_PLACES = 100_000
BASIC = (
    "title", "short_title", "kind", "category", "organisation", "funding", "months", "places", "start_months",
    "valid_from", "valid_to", "everywhere", "territory",
)  # fmt: skip


class EndForm(forms.Form):
    last_day = GermanDateField(label=_("Last day"), required=False)


class WarnsOfPersons(ComparingForm):
    """Texts that look like a person are sent back once; whoever is sure says so and goes on."""

    no_person_meant = forms.BooleanField(label=_("No person is meant, save it like this"), required=False)
    person_signs: list[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person_signs = []

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        self.person_signs = signs_of_a_person(value for value in said.values() if isinstance(value, str))
        if self.person_signs and not said.get("no_person_meant"):
            what = ", ".join(self.person_signs)
            text = _(
                "A text looks like data about a person (%(what)s). Please describe it without naming anybody."
            )
            self.add_error(None, ValidationError(text, params={"what": what}))
        return said


class PlaceAndProviderForm(WarnsOfPersons):
    """What differs from place to place, whoever describes the offer."""

    title = forms.CharField(label=_("Title"), max_length=200)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Provider"), required=False, empty_label=_("not known")
    )
    funding = forms.ModelChoiceField(
        Funding.objects.none(), label=_("Who pays"), required=False, empty_label=_("not recorded")
    )
    places = forms.IntegerField(
        label=_("Places at a time"),
        required=False,
        min_value=0,
        max_value=MOST_PLACES,
        help_text=_("Empty means: not known."),
    )
    everywhere = forms.BooleanField(
        label=_("For people from everywhere, also beyond the alliance"), required=False
    )
    territory = forms.ModelMultipleChoiceField(
        Place.objects.none(),
        label=_("For people from these municipalities"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        places: QuerySet[Place],
        organisations: QuerySet[Organisation],
        fundings: QuerySet[Funding],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory"].queryset = places  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["funding"].queryset = fundings  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not said.get("everywhere") and not said.get("territory") and "territory" not in self.errors:
            self.add_error(
                "territory", _("Choose the municipalities, or say that it is for people from everywhere.")
            )
        return said


class CatalogueOfferForm(PlaceAndProviderForm):
    """The third click: what the entry of the catalogue cannot know."""

    field_order = ("title", "organisation", "places", "everywhere", "territory", "funding")

    def deed(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in self.unwatched}


class OfferForm(PlaceAndProviderForm):
    """All of an offer in plain fields. ``pattern``: the offer before the change, if it can be read."""

    short_title = forms.CharField(
        label=_("Short title for drawings"),
        max_length=28,
        required=False,
        help_text=_("At most 28 characters."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.MEASURE)
    category = forms.ChoiceField(label=_("Field of work"), required=False)
    months = forms.IntegerField(
        label=_("Duration in months"),
        min_value=0,
        max_value=LONGEST,
        initial=0,
        help_text=_("Whole months, rounded up. Accompaniment runs beside the way: 0."),
    )
    start_months = forms.TypedMultipleChoiceField(
        label=_("Starts in these months"),
        required=False,
        coerce=int,
        choices=[(number, MONTHS[number]) for number in range(1, len(calendar.month_name))],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked means: at any time."),
    )
    valid_from = GermanDateField(label=_("Offered from"), required=False)
    valid_to = GermanDateField(label=_("Offered to (last day)"), required=False)
    conditions = forms.CharField(
        label=_("Further entry conditions"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One per line. What stands here cannot be computed: somebody has to check it."),
    )
    risks = forms.CharField(
        label=_("Risks"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One per line."),
    )
    sources = forms.CharField(
        label=_("Sources"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One per line."),
    )

    def __init__(
        self,
        *args: Any,
        pattern: EngineOffer | None,
        language: str,
        today: date,
        category: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        own = [(category, category)] if category and category not in CATEGORIES else []
        known = [(key, category_word(key)) for key in CATEGORIES]
        self.fields["category"].choices = [("", _("without category")), *known, *own]  # type: ignore[attr-defined]
        self.access = AccessFields(pattern, language, today, self.data) if pattern else None
        for name in ("conditions", "risks", "sources"):
            if pattern is None:
                del self.fields[name]
            else:
                self.fields[name].initial = "\n".join(getattr(pattern, name))
        if self.access:
            self.fields.update(self.access.fields())

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        first, last = said.get("valid_from"), said.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day lies before the first."))
        if said.get("kind") == Kind.ACCOMPANIMENT and said.get("months"):
            self.add_error("months", _("Accompaniment runs beside the way and takes no months: enter 0."))
        youngest, oldest = said.get("age_from"), said.get("age_to")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("age_to", _("The highest age lies below the lowest."))
        for name in self.access.nameless_outcomes(said) if self.access else []:
            self.add_error(name, _("Give this outcome a name."))
        return said

    def basic(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in BASIC}

    def definition(self) -> dict[str, Any] | None:
        """What is stored beside the columns; nothing when the old one could not be read and has to stay."""
        if self.access is None:
            return None
        said, pattern = self.cleaned_data, self.access.offer
        title = pattern.title if pattern.title.get("de") == said["title"] else {"de": said["title"]}
        lines: dict[str, Any] = {
            name: tuple(lines_of(said[name])) for name in ("conditions", "risks", "sources")
        }
        return definition_of(replace(pattern, title=title, **lines, **self.access.changed_offer(said)))

    # --- two people, one offer --------------------------------------------------------------------

    def unit_of(self, name: str) -> str:
        """An outcome is one thing, and so is the answer for one residence status."""
        return unit_of_access(name)

    def unit_label(self, unit: str) -> str:
        if unit.startswith("outcome_"):
            return _("Outcome %(number)d") % {"number": int(unit.removeprefix("outcome_")) + 1}
        if unit.startswith("status_"):
            return _("Residence status: %(status)s") % {"status": self.fields[unit].label}
        return super().unit_label(unit)

    def part_of(self, unit: str) -> str:
        return part_of_access(unit)

    # --- what the page lays out -------------------------------------------------------------------

    def chosen(self, names: Iterable[str]) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    @property
    def basic_fields(self) -> list[forms.BoundField]:
        return self.chosen(("title", "short_title", "kind", "category", "organisation", "funding"))

    @property
    def frame_fields(self) -> list[forms.BoundField]:
        return self.chosen(
            ("months", "places", "valid_from", "valid_to", "start_months", "everywhere", "territory")
        )

    @property
    def minimum_fields(self) -> list[forms.BoundField]:
        named = [name for name in self.fields if name.startswith("minimum_")]
        return self.chosen((*named, "age_from", "age_to"))

    @property
    def status_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        keys = [name.removeprefix("status_") for name in self.fields if name.startswith("status_")]
        return [(self[f"status_{key}"], self[f"wait_{key}"]) for key in keys]

    @property
    def outcome_fields(self) -> list[list[forms.BoundField]]:
        count = len(self.access.outcomes) if self.access else 0
        names = [[name for name in self.fields if name.startswith(f"outcome_{n}_")] for n in range(count)]
        return [self.chosen(group) for group in names]

    @property
    def text_fields(self) -> list[forms.BoundField]:
        return self.chosen(("conditions", "risks", "sources"))


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
