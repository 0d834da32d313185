from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import ActorType
from staffelstab.web.intake.enums import What
from staffelstab.web.intake.models import ForeignList
from staffelstab.web.intake.pathway import DETAIL, EVERYWHERE, PRIVATE, fields_of
from staffelstab.web.intake.phrases import CONSTANTS, FIELDS, SHAPES, WHY
from staffelstab.web.kit.fields import GermanDateField
from staffelstab.web.kit.validators import validate_no_personal_data
from staffelstab.web.offers.enums import Kind, Method
from staffelstab.web.offers.phrases import CATEGORIES

ENDINGS = ("xlsx", "csv", "txt", "tsv", "tab", "json", "geojson")
LARGEST_UPLOAD = 20 * 1024 * 1024
WHOLE_DISTRICT = "kreisweit"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("Excel workbook (.xlsx), .csv, .json (HSDS 3) or .geojson, at most 20 MB."),
        validators=[
            FileExtensionValidator(
                ENDINGS,
                message=_("Files of this kind are not read. Please save the list as .xlsx or .csv."),
            )
        ],
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in ENDINGS)}),
    )
    all_tables = forms.BooleanField(
        label=_("Read every table of the file, also hidden sheets"), required=False
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD:
            raise forms.ValidationError(_("The file is larger than 20 MB. Please divide it."))
        return file


class ColumnsForm(forms.Form):
    """One choice for each column, and what holds for all rows. ``what``: what the rows are taken for at the moment."""

    what = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        foreign_list: ForeignList,
        what: str,
        proposals: Sequence[Sequence[str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.foreign_list, self.kind, self.proposals = foreign_list, what, proposals
        self.fields["what"].initial = what
        constants = foreign_list.mapping.get("constants", {})
        for at, heading in enumerate(foreign_list.headings):
            is_gone = heading in foreign_list.left_out
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=heading,
                choices=[(PRIVATE, _("about persons: left out"))] if is_gone else _targets(what),
                initial=proposals[at][0],
            )
        for name in CONSTANTS[what]:
            self.fields[f"constant_{name}"] = _constant(name, what, constants.get(name))
        self.fields["remember_as"] = forms.CharField(
            label=_("Remember this source as"),
            required=False,
            max_length=200,
            validators=[validate_no_personal_data],
            initial=foreign_list.source.name
            if foreign_list.source
            else foreign_list.file_name.rsplit(".", 1)[0],
            help_text=_(
                "The next file with the same headings is then understood in the same way. Empty: not remembered."
            ),
        )

    def clean_what(self) -> str:
        if self.cleaned_data["what"] not in What.values:
            raise forms.ValidationError(_("Please open the page again."))
        return str(self.cleaned_data["what"])

    def columns(self) -> list[str]:
        return [self.cleaned_data[f"column_{at}"] for at in range(len(self.foreign_list.headings))]

    def constants(self) -> dict[str, str]:
        said = {name: self.cleaned_data.get(f"constant_{name}") for name in CONSTANTS[self.kind]}
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else str(value)
            for name, value in said.items()
            if value
        }

    def rows(self) -> Iterator[tuple[forms.BoundField, str]]:
        """Each column with the reason of its proposal."""
        for at, (_target, why, sign) in enumerate(self.proposals):
            shown = SHAPES.get(sign, sign) if why == "shape" else sign
            reason = f"{WHY[why]}: {shown}" if sign and why in ("heading", "shape") else str(WHY[why])
            yield self[f"column_{at}"], reason

    def constant_fields(self) -> list[forms.BoundField]:
        return [self[f"constant_{name}"] for name in CONSTANTS[self.kind]]


def _targets(what: str) -> list[tuple[str, Any]]:
    return [
        (DETAIL, _("further details (kept and shown)")),
        *((name, FIELDS[what][name]) for name in fields_of(what)),
        (PRIVATE, _("about persons: leave out")),
    ]


def _constant(name: str, what: str, initial: str | None) -> forms.Field:
    label = FIELDS[what][name]
    choices = _choices(name, what)
    if choices is not None:
        return forms.ChoiceField(
            label=label, required=False, choices=[("", _("as in the list")), *choices], initial=initial or ""
        )
    if name == "date":
        return GermanDateField(label=label, required=False, initial=initial)
    return forms.CharField(
        label=label,
        required=False,
        max_length=500,
        initial=initial,
        validators=[validate_no_personal_data],
    )


def _choices(name: str, what: str) -> list[tuple[str, Any]] | None:
    if name in ("actor_type", "provider_type"):
        return [(each.pk, str(each)) for each in ActorType.objects.select_related("field")]
    if name == "territory":
        everywhere = [(EVERYWHERE, _("from everywhere"))] if what == What.OFFERS else []
        return [(WHOLE_DISTRICT, _("all municipalities of the alliance")), *everywhere]
    fixed: dict[str, Any] = {"category": CATEGORIES.items(), "kind": Kind.choices, "method": Method.choices}
    return list(fixed[name]) if name in fixed else None


class AnswersForm(forms.Form):
    """One field for each question: what does this text mean?"""

    def __init__(self, *args: Any, questions: Sequence[Any], choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for number, question in enumerate(questions):
            known = choices(question)
            name = f"answer_{number}"
            if known is not None:
                self.fields[name] = forms.ChoiceField(
                    label=question.label, required=False, choices=known, initial=question.guess or "?"
                )
            else:
                self.fields[name] = forms.CharField(
                    label=question.label,
                    required=False,
                    max_length=300,
                    initial=question.guess,
                    validators=[validate_no_personal_data],
                )
                self.fields[f"empty_{number}"] = forms.BooleanField(
                    label=_("Leave empty, keep the text as a further detail"), required=False
                )

    def answers(self) -> dict[str, dict[str, str]]:
        """Field → text → meaning, of those that were answered."""
        said: dict[str, dict[str, str]] = {}
        for number, question in enumerate(self.questions):
            answer = self.cleaned_data.get(f"answer_{number}", "")
            leave = self.cleaned_data.get(f"empty_{number}", False) or answer == "-"
            if leave or (answer and answer != "?"):
                said.setdefault(question.field, {})[question.read] = "" if leave else answer
        return said

    def rows(self) -> Iterator[tuple[Any, forms.BoundField, forms.BoundField | None]]:
        for number, question in enumerate(self.questions):
            empty = f"empty_{number}"
            yield question, self[f"answer_{number}"], self[empty] if empty in self.fields else None


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the source"), max_length=200, validators=[validate_no_personal_data]
    )
