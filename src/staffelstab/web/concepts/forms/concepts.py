"""Details of a concept, and files that are read."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.validators import FileExtensionValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from staffelstab.web.concepts.forms.fields import text_field
from staffelstab.web.concepts.models import Concept
from staffelstab.web.kit.fields import GermanDateField


class RevisionForm(forms.Form):
    """Every deed says on which state of the concept it rests."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def rest_on(self, revision: int) -> None:
        """What was typed stays; saved again, it counts on the newest state."""
        data = cast(QueryDict, self.data).copy()
        data["revision"] = str(revision)
        self.data = data


class ConceptForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    date = GermanDateField(label=_("Day of the check"))
    assumption_note = text_field(_("What is assumed here?"), _("For example which numbers are estimated."))


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


READABLE_ENDINGS = ("xlsx", "yaml", "yml", "json")
OTHER_ENDING = _(
    "Files of this kind are not read. Please save the spreadsheet as an Excel workbook (.xlsx) without macros."
)

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
