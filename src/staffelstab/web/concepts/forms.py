from __future__ import annotations

from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.core.validators import FileExtensionValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Organisation, Participation
from staffelstab.web.concepts.enums import Counting, Reading, TransitionState, WorkState, World
from staffelstab.web.concepts.models import Concept, Station
from staffelstab.web.concepts.models.pathway import MOST_DAYS
from staffelstab.web.concepts.pathway import (
    EARLIEST,
    LATEST,
    Asked,
    Filter,
    Quick,
    Stoppable,
    WhomAsked,
)
from staffelstab.web.concepts.queries.worklist import Narrowing
from staffelstab.web.kit.fields import GermanDateField
from staffelstab.web.kit.validators import validate_no_personal_data
from staffelstab.web.offers.models import Offer

ONLY = "only-"
READABLE_ENDINGS = ("xlsx", "yaml", "yml", "json")
OTHER_ENDING = _(
    "Files of this kind are not read. Please save the spreadsheet as an Excel workbook (.xlsx) without macros."
)


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


class RevisionForm(forms.Form):
    """Every deed says on which state of the concept it rests."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def rest_on(self, revision: int) -> None:
        """What was typed stays; saved again, it counts on the newest state."""
        data = cast(QueryDict, self.data).copy()
        data["revision"] = str(revision)
        self.data = data


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


def _text(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[validate_no_personal_data],
    )


class HandoverForm(StateForm):
    """The whole of a transition: how firm it is, for whom, and how somebody gets from one hand into the other."""

    hands_over = _text(
        _("Who hands over?"), _("A function, for example “course management”. Please no name.")
    )
    receives = _text(_("Who receives?"), _("A function, please no name."))
    procedure = _text(_("How?"), _("For example a joint conversation in the rooms of the receiving body."))
    within_days = forms.IntegerField(
        label=_("Within how many days?"), required=False, min_value=0, max_value=MOST_DAYS
    )
    papers = _text(_("Which papers go along?"))
    consent = _text(_("How does the person consent?"))
    if_not_arrived = _text(_("What happens if somebody does not arrive?"))
    condition = _text(
        _("Condition in words"), _("The check cannot evaluate it; it stands in the story as a sentence.")
    )
    agreement = _text(_("Agreement"), _("For example “cooperation agreement of 01.02.2026, section 3”."))

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


class ConceptForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    date = GermanDateField(label=_("Day of the check"))
    assumption_note = _text(_("What is assumed here?"), _("For example which numbers are estimated."))


class NewConceptForm(ConceptForm):
    regular_system = forms.BooleanField(
        label=_("Start with the regular system"),
        required=False,
        initial=True,
        help_text=_(
            "Everything in your list becomes a station. What exists everywhere by law and is not in your list yet "
            "comes from the catalogue, not confirmed, with its usual transitions as aimed ones."
        ),
    )


class EditConceptForm(ConceptForm, RevisionForm):
    valid_from = GermanDateField(label=_("Valid from"), required=False)
    valid_to = GermanDateField(label=_("Valid to"), required=False)
    horizon_months = forms.IntegerField(
        label=_("How many months does the check look ahead?"), min_value=1, max_value=360
    )
    waiting_months = forms.IntegerField(
        label=_("How many months of waiting are too many?"), min_value=0, max_value=360
    )
    most_measures = forms.IntegerField(
        label=_("How many measures on one way are too many?"), min_value=0, max_value=100
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", _("The last day must not be before the first."))
        return cleaned


LARGEST_UPLOAD = 10 * 1024 * 1024


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("Excel workbook (.xlsx), .yaml or .json, at most 10 MB."),
        validators=[FileExtensionValidator(READABLE_ENDINGS, message=OTHER_ENDING)],
        widget=forms.FileInput(attrs={"accept": ".xlsx,.yaml,.yml,.json"}),
    )
    concept: forms.ModelChoiceField[Concept] = forms.ModelChoiceField(
        None, label=_("Into which concept?"), required=False, empty_label=_("a new concept")
    )

    def __init__(self, *args: Any, concepts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["concept"].queryset = concepts  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_UPLOAD:
            raise forms.ValidationError(
                _("The file is larger than 10 MB. Please leave out pictures and other sheets.")
            )
        return upload


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
        _choices(self, "by", [(each.key, each.label) for each in rows], _("the usual groups"))
        _choices(self, "quick", [(each.key, each.label) for each in quick], _("everybody"))
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


def _choices(form: forms.Form, name: str, choices: list[tuple[Any, Any]], empty: Any) -> None:
    form.fields[name].choices = [("", empty), *choices]  # type: ignore[attr-defined]


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
        _choices(
            self, "organisation", [(str(each.pk), each.display_name) for each in organisations], _("all")
        )
        _choices(self, "place", [(p["key"], p.get("name") or p["key"]) for p in places], _("all"))
        groups = [
            (each.label, [(f"{each.key}:{value}", label) for value, label in each.choices])
            for each in filters
        ]
        _choices(self, "profile", groups, _("everybody"))
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
