from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Place
from staffelstab.web.kit.amounts import LONGEST, read_amount
from staffelstab.web.kit.fields import GermanDateField
from staffelstab.web.offers.enums import BenefitLaw, CountOf, Method, Sex
from staffelstab.web.offers.forms.offers import WarnsOfPersons
from staffelstab.web.offers.pathway import (
    STATUS,
    SimpleGroup,
    attribute,
    changed_group,
    entry_attributes,
    entry_values,
    known_life_areas,
    label_of,
    value_choices,
)
from staffelstab.web.offers.queries.needs import NeedCriteria

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

FEATURE = "feature_"
HIGHEST_AGE = 99


class NeedForm(WarnsOfPersons):
    """A count of persons with some features. ``when`` are the features before the change."""

    label = forms.CharField(
        label=_("Name of the group"),
        required=False,
        max_length=200,
        help_text=_("For example “young people with a Duldung”. Empty: the features below become the name."),
    )
    age_from = forms.IntegerField(
        label=_("Age from (full years)"), required=False, min_value=0, max_value=HIGHEST_AGE
    )
    age_to = forms.IntegerField(
        label=_("Age to (full years, included)"), required=False, min_value=0, max_value=HIGHEST_AGE
    )
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=[("", _("any")), *Sex.choices])
    benefit_law = forms.ChoiceField(
        label=_("Benefits under"), required=False, choices=[("", _("any")), *BenefitLaw.choices]
    )
    life_area = forms.ChoiceField(label=_("Area of life"), required=False)
    own_area = forms.CharField(
        label=_("Another area of life"),
        required=False,
        max_length=60,
        help_text=_("Only if none of the list fits."),
    )
    number = forms.CharField(
        label=_("How many"),
        required=False,
        max_length=LONGEST,
        help_text=_(
            "As your source says it: 400, about 400, over 600, almost 70 000, up to 13 700, 10 to 15. "
            "“About” counts as ten per cent less to ten per cent more. Empty means: not known."
        ),
    )
    count_of = forms.ChoiceField(
        label=_("What is counted"),
        choices=CountOf.choices,
        initial=CountOf.PERSONS,
        help_text=_("Persons, uses and places are never added to one another."),
    )
    method = forms.ChoiceField(
        label=_("How the number came about"), required=False, choices=[("", _("not known")), *Method.choices]
    )
    source = forms.CharField(label=_("Source"), required=False, max_length=500)
    date = GermanDateField(label=_("As of"), required=False)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    places = forms.ModelMultipleChoiceField(
        Place.objects.none(),
        label=_("Municipalities"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked means: in the whole territory."),
    )

    def __init__(
        self,
        *args: Any,
        territory: QuerySet[Place],
        language: str,
        when: dict[str, Any],
        group: SimpleGroup | None,
        areas: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.when = when
        known = {**dict(known_life_areas(language)), **dict(areas)}
        self.fields["life_area"].choices = [("", _("not stated")), *known.items()]  # type: ignore[attr-defined]
        self.is_readable = group is not None
        self.fields["places"].queryset = territory  # type: ignore[attr-defined]
        for feature in entry_attributes() if group else ():
            now = tuple(group.values[feature.key]) if group else ()
            offered = (*entry_values(feature.key), *now)
            self.fields[FEATURE + feature.key] = forms.MultipleChoiceField(
                label=label_of(feature.label, language, feature.key),
                required=False,
                choices=value_choices(feature, language, offered),
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Nothing ticked means: any."),
                initial=list(now),
            )
        if group:
            self.fields["age_from"].initial, self.fields["age_to"].initial = group.age_from, group.age_to
        else:
            del self.fields["age_from"], self.fields["age_to"]
        self.features = [name for name in self.fields if name.startswith(FEATURE)]

    @property
    def parts(self) -> list[tuple[StrPromise, list[forms.BoundField]]]:
        """The fields by question, in the order of the page."""
        ages = [name for name in ("age_from", "age_to") if name in self.fields]
        return [
            (_("Who?"), self._bound("label", *self.features, *ages, "sex", "benefit_law")),
            (_("For what, and where?"), self._bound("life_area", "own_area", "places")),
            (_("How many?"), self._bound("number", "count_of")),
            (_("Who says so?"), self._bound("method", "source", "date", "note")),
        ]

    def _bound(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names]

    def clean_number(self) -> str:
        text: str = self.cleaned_data["number"]
        if text and text != self.initial.get("number"):
            read_amount(text)
        return text

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        least, most = said.get("age_from"), said.get("age_to")
        if least is not None and most is not None and most < least:
            self.add_error("age_to", _("The highest age lies below the lowest."))
        told = [
            said.get(name) for name in (*self.features, "label", "sex", "benefit_law", "age_from", "age_to")
        ]
        if self.is_readable and not self.errors and not any(value not in (None, "", []) for value in told):
            self.add_error("label", _("Say who is meant: give the group a name or choose features."))
        return said

    def part_of(self, unit: str) -> str:
        """How the journal calls it: features and ages are one condition."""
        if unit.startswith((FEATURE, "age_")):
            return "when"
        return {"number": "persons", "own_area": "life_area"}.get(unit, unit)

    def deed(self) -> dict[str, Any]:
        """The arguments of the deeds. A number that was not touched keeps the ends it has."""
        said = self.cleaned_data
        when = self.when
        if self.is_readable:
            values = {a.key: tuple(said[FEATURE + a.key]) for a in entry_attributes()}
            when = changed_group(self.when, SimpleGroup(values, said["age_from"], said["age_to"]))
        names = ("label", "places", "sex", "benefit_law", "count_of", "method", "source", "date", "note")
        is_untouched = said["number"] == self.initial.get("number", "")
        ends = {name: self.initial.get(name) if is_untouched else None for name in ("minimum", "maximum")}
        wording = self.initial.get("wording", "") if is_untouched else said["number"]
        area = said["own_area"] or said["life_area"]
        told = {name: said[name] for name in names}
        return {"when": when, **told, **ends, "wording": wording, "life_area": area}


class NeedFilterForm(forms.Form):
    """Narrows and sorts the list; every field may stay empty."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    place = forms.ChoiceField(label=_("Municipality"), required=False)
    life_area = forms.ChoiceField(label=_("Area of life"), required=False)
    status = forms.ChoiceField(label=_("Residence status named"), required=False)
    count_of = forms.ChoiceField(
        label=_("What is counted"), required=False, choices=[("", _("any")), *CountOf.choices]
    )
    method = forms.ChoiceField(
        label=_("How the number came about"), required=False, choices=[("", _("any")), *Method.choices]
    )
    sort = forms.ChoiceField(
        label=_("Sort by"),
        required=False,
        choices=[
            ("", _("name of the group")),
            ("number", _("number, highest first")),
            ("date", _("date, newest first")),
            ("life_area", _("area of life")),
        ],
    )

    def __init__(
        self,
        *args: Any,
        language: str,
        places: Iterable[Place],
        areas: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        status = attribute(STATUS)
        statuses = value_choices(status, language) if status else []
        here = [(place.pk, str(place)) for place in places]
        for name, choices in (("place", here), ("life_area", areas), ("status", statuses)):
            self.fields[name].choices = [("", _("any")), *choices]  # type: ignore[attr-defined]

    def criteria(self) -> NeedCriteria:
        """A field with nonsense in it does not narrow anything; its error is shown."""
        self.is_valid()
        said = self.cleaned_data
        names = ("place", "life_area", "status", "count_of", "method", "sort")
        return NeedCriteria(text=said.get("q", ""), **{name: said.get(name, "") for name in names})
