from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Place
from staffelstab.web.kit.fields import GermanDateField
from staffelstab.web.offers.enums import Method
from staffelstab.web.offers.forms.offers import WarnsOfPersons
from staffelstab.web.offers.pathway import (
    SimpleGroup,
    changed_group,
    entry_attributes,
    entry_values,
    label_of,
    value_choices,
)

FEATURE = "feature_"
MOST_PERSONS = 10_000_000
HIGHEST_AGE = 99


class NeedForm(WarnsOfPersons):
    """A count of persons with some features. ``when`` are the features before the change."""

    label = forms.CharField(
        label=_("Group"),
        max_length=200,
        help_text=_("For example “young people with a Duldung and no certificate”."),
    )
    age_from = forms.IntegerField(
        label=_("Age from (full years)"), required=False, min_value=0, max_value=HIGHEST_AGE
    )
    age_to = forms.IntegerField(
        label=_("Age to (full years, included)"), required=False, min_value=0, max_value=HIGHEST_AGE
    )
    minimum = forms.IntegerField(
        label=_("At least this many persons"),
        required=False,
        min_value=0,
        max_value=MOST_PERSONS,
        help_text=_("A known number stands in both fields. Both empty means: not known."),
    )
    maximum = forms.IntegerField(
        label=_("At most this many persons"), required=False, min_value=0, max_value=MOST_PERSONS
    )
    method = forms.ChoiceField(
        label=_("How the number came about"), required=False, choices=[("", _("not known")), *Method.choices]
    )
    source = forms.CharField(label=_("Source"), required=False, max_length=500)
    date = GermanDateField(label=_("As of"), required=False)
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
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.when = when
        self.is_readable = group is not None
        self.fields["places"].queryset = territory  # type: ignore[attr-defined]
        for attribute in entry_attributes() if group else ():
            now = tuple(group.values[attribute.key]) if group else ()
            offered = (*entry_values(attribute.key), *now)
            self.fields[FEATURE + attribute.key] = forms.MultipleChoiceField(
                label=label_of(attribute.label, language, attribute.key),
                required=False,
                choices=value_choices(attribute, language, offered),
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Nothing ticked means: any."),
                initial=list(now),
            )
        if group:
            self.fields["age_from"].initial, self.fields["age_to"].initial = group.age_from, group.age_to
        else:
            del self.fields["age_from"], self.fields["age_to"]
        features = [name for name in self.fields if name.startswith(FEATURE)]
        self.order_fields(
            ["label", *features, "age_from", "age_to", "minimum", "maximum", "method", "source", "date"]
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        for low, high, text in (
            ("minimum", "maximum", _("The highest number lies below the lowest.")),
            ("age_from", "age_to", _("The highest age lies below the lowest.")),
        ):
            least, most = said.get(low), said.get(high)
            if least is not None and most is not None and most < least:
                self.add_error(high, text)
        return said

    def part_of(self, unit: str) -> str:
        """How the journal calls it: features and ages are one condition, both numbers one count."""
        if unit.startswith((FEATURE, "age_")):
            return "when"
        return "persons" if unit in {"minimum", "maximum"} else unit

    def deed(self) -> dict[str, Any]:
        """The arguments of the deeds."""
        said = self.cleaned_data
        names = ("label", "places", "minimum", "maximum", "method", "source", "date")
        when = self.when
        if self.is_readable:
            values = {a.key: tuple(said[FEATURE + a.key]) for a in entry_attributes()}
            when = changed_group(self.when, SimpleGroup(values, said["age_from"], said["age_to"]))
        return {"when": when, **{name: said[name] for name in names}}
