"""Versions, comments, variants."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from staffelstab.web.concepts.enums import CommentState
from staffelstab.web.concepts.forms.concepts import RevisionForm
from staffelstab.web.concepts.forms.fields import set_choices, text_field
from staffelstab.web.concepts.models import Concept, Version
from staffelstab.web.kit.fields import GermanDateField
from staffelstab.web.kit.validators import validate_no_personal_data


class PresentForm(RevisionForm):
    note = text_field(_("What is new?"), _("One or two sentences for the core group."))


class BranchForm(forms.Form):
    title = forms.CharField(label=_("Title of the variant"), max_length=200)


class DecideForm(forms.Form):
    body = forms.CharField(
        label=_("Which body decided?"), max_length=200, help_text=_("For example “core group”.")
    )
    decided_on = GermanDateField(label=_("Day of the resolution"))
    text = forms.CharField(
        label=_("Text of the resolution"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[validate_no_personal_data],
    )


class InForceForm(forms.Form):
    valid_from = GermanDateField(label=_("In force from"))


class CommentForm(forms.Form):
    about = forms.ChoiceField(label=_("About what?"), required=False)
    text = forms.CharField(
        label=_("Comment"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[validate_no_personal_data],
    )

    def __init__(self, *args: Any, subjects: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "about", list(subjects), _("the whole version"))


class SettleForm(forms.Form):
    state = forms.ChoiceField(
        label=_("What becomes of it?"),
        choices=[choice for choice in CommentState.choices if choice[0] != CommentState.OPEN],
    )
    answer = forms.CharField(
        label=_("Answer"), max_length=2000, required=False, validators=[validate_no_personal_data]
    )


class CompareForm(forms.Form):
    """Two sides; wrong words in an address count as empty."""

    left = forms.ChoiceField(label=_("On the left"), required=False)
    right = forms.ChoiceField(label=_("On the right"), required=False)

    def __init__(
        self,
        query: QueryDict,
        *,
        concepts: dict[str, Concept],
        versions: dict[str, Version],
        usual: tuple[str, str],
    ) -> None:
        self.usual = dict(zip(("left", "right"), usual, strict=True))
        super().__init__(self.usual | {name: value for name, value in query.items() if value})
        drafts = [(name, each.title) for name, each in concepts.items()]
        numbered = [
            (name, _("version %(number)s") % {"number": each.number}) for name, each in versions.items()
        ]
        groups = [(_("Drafts and variants"), drafts), (_("Versions"), numbered)]
        for name in self.usual:
            self.fields[name].choices = [group for group in groups if group[1]]  # type: ignore[attr-defined]
        self.is_valid()

    def sides(self) -> tuple[str, str]:
        given = [self.cleaned_data.get(name) or usual for name, usual in self.usual.items()]
        return given[0], given[1]


class MergeForm(RevisionForm):
    """One choice for each conflict."""

    def __init__(self, *args: Any, conflicts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = [name for name, _words in conflicts]
        for number, (_name, words) in enumerate(conflicts):
            self.fields[f"conflict-{number}"] = forms.ChoiceField(
                label=words,
                choices=[("", _("as it is in the concept")), ("variant", _("as it is in the variant"))],
                required=False,
                widget=forms.RadioSelect,
            )

    def from_variant(self) -> list[str]:
        chosen = (self.cleaned_data.get(f"conflict-{number}") for number in range(len(self._names)))
        return [name for name, choice in zip(self._names, chosen, strict=True) if choice == "variant"]
