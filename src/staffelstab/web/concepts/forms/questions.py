"""What the pages are asked; wrong words in an address count as empty."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from staffelstab.web.concepts.enums import Counting, Reading, World
from staffelstab.web.concepts.forms.fields import set_choices
from staffelstab.web.concepts.models import Concept
from staffelstab.web.concepts.pathway import (
    EARLIEST,
    LATEST,
    Asked,
    Filter,
    Quick,
    Stoppable,
    WhomAsked,
)
from staffelstab.web.kit.fields import GermanDateField

ONLY = "only-"


class QuestionForm(forms.Form):
    """What the check is asked. Every field may stay empty; wrong words in an address count as empty."""

    date = GermanDateField(label=_("Day of the check"), required=False, help_text="")
    reading = forms.ChoiceField(label=_("How strictly?"), choices=Reading.choices, required=False)
    transitions = forms.ChoiceField(
        label=_("Which transitions count?"), choices=Counting.choices, required=False
    )
    place = forms.ChoiceField(label=_("Municipality"), required=False)

    def __init__(self, query: QueryDict, *, concept: Concept, filters: tuple[Filter, ...]) -> None:
        self.concept = concept
        usual = {
            "date": concept.date.strftime("%d.%m.%Y"),
            "reading": Reading.DEFAULT.value,
            "transitions": Counting.AIMED.value,
        }
        super().__init__(usual | {name: value for name, value in query.items() if value})
        places = [(place["key"], place.get("name") or place["key"]) for place in concept.places]
        self.fields["place"].choices = [("", _("all")), *places]  # type: ignore[attr-defined]
        for each in filters:
            self.fields[ONLY + each.key] = forms.ChoiceField(
                label=each.label, choices=[("", _("all")), *each.choices], required=False
            )

    def asked(self) -> Asked:
        """The question; what is missing or unknown is as the concept says."""
        self.is_valid()
        given = self.cleaned_data
        return Asked(
            date=given.get("date") or self.concept.date,
            reading=given.get("reading") or Reading.DEFAULT.value,
            transitions=given.get("transitions") or Counting.AIMED.value,
            place=given.get("place") or "",
            only=tuple((n[len(ONLY) :], v) for n, v in sorted(given.items()) if n.startswith(ONLY) and v),
        )


FIRST_DAY_OF_LAW = date(2019, 1, 1)
"""From here on the catalogue knows what changed."""
YEARS_AHEAD = 3


class WhatIfForm(forms.Form):
    """Between which days is looked for breaks? Wrong words in an address count as empty."""

    start = GermanDateField(label=_("From"), required=False, help_text="")
    end = GermanDateField(label=_("To"), required=False, help_text="")
    reading = forms.ChoiceField(label=_("How strictly?"), choices=Reading.choices, required=False)
    world = forms.ChoiceField(label=_("In what?"), choices=World.choices, required=False)

    def __init__(self, query: QueryDict, *, concept: Concept) -> None:
        last = max(concept.date, FIRST_DAY_OF_LAW).year + YEARS_AHEAD
        usual = {
            "start": FIRST_DAY_OF_LAW.strftime("%d.%m.%Y"),
            "end": f"31.12.{last}",
            "reading": Reading.DEFAULT.value,
            "world": World.CONCEPT.value,
        }
        super().__init__(usual | {name: value for name, value in query.items() if value})
        self.last = date(last, 12, 31)
        self.is_valid()

    def asked(self) -> Asked:
        given = self.cleaned_data
        start = given.get("start") or FIRST_DAY_OF_LAW
        return Asked(
            date=min(max(start, EARLIEST), LATEST), reading=given.get("reading") or Reading.DEFAULT.value
        )

    def until(self) -> date:
        return min(self.cleaned_data.get("end") or self.last, LATEST)

    def is_regular(self) -> bool:
        return self.cleaned_data.get("world") == World.REGULAR.value


class StopForm(forms.Form):
    what = forms.ChoiceField(label=_("What stops?"))

    def __init__(self, data: QueryDict | None, *, choices: tuple[Stoppable, ...]) -> None:
        super().__init__(data)
        words = {"organisation": _("Organisations"), "funding": _("Fundings"), "offer": _("Offers")}
        groups = [
            (word, [(each.name, each.label) for each in choices if each.kind == kind])
            for kind, word in words.items()
        ]
        self.fields["what"].choices = [group for group in groups if group[1]]  # type: ignore[attr-defined]


class WhomForm(forms.Form):
    """Which groups, under which reading? Wrong words in an address count as empty."""

    reading = forms.ChoiceField(label=_("How strictly?"), choices=Reading.choices, required=False)
    by = forms.ChoiceField(label=_("Groups by"), required=False)
    quick = forms.ChoiceField(label=_("Only"), required=False)

    def __init__(
        self, query: QueryDict, *, concept: Concept, rows: tuple[Filter, ...], quick: tuple[Quick, ...]
    ) -> None:
        self.concept, self._quick = concept, quick
        given = {name: value for name, value in query.items() if value}
        super().__init__({"reading": Reading.DEFAULT.value} | given)
        set_choices(self, "by", [(each.key, each.label) for each in rows], _("the usual groups"))
        set_choices(self, "quick", [(each.key, each.label) for each in quick], _("everybody"))
        self.is_valid()

    def asked(self) -> Asked:
        reading = self.cleaned_data.get("reading") or Reading.DEFAULT.value
        return Asked(date=self.concept.date, reading=reading)

    def whom(self) -> WhomAsked:
        return WhomAsked(quick=self.cleaned_data.get("quick") or "", by=self.cleaned_data.get("by") or "")

    def query(self, **changed: str) -> str:
        """The question as an address, what is usual left out."""
        said = {name: self.cleaned_data.get(name) or "" for name in ("reading", "by", "quick")} | changed
        usual = {"reading": Reading.DEFAULT.value}
        return urlencode({name: value for name, value in said.items() if value and value != usual.get(name)})

    def quick_links(self) -> list[tuple[Any, str, bool]]:
        """Word, address and whether it is chosen: everybody first."""
        chosen = self.whom().quick
        links: list[tuple[Any, str, bool]] = [(_("everybody"), self.query(quick=""), not chosen)]
        return links + [(each.label, self.query(quick=each.key), each.key == chosen) for each in self._quick]
