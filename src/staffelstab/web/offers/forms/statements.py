from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from staffelstab.web.kit.fields import GermanDateField
from staffelstab.web.kit.meanwhile import ComparingForm
from staffelstab.web.kit.person_check import suspicions
from staffelstab.web.offers.actions.record_statements import Said
from staffelstab.web.offers.enums import CodeKind, SaidIn, Visibility
from staffelstab.web.offers.models import Code
from staffelstab.web.offers.models.statements import LONGEST_STATEMENT
from staffelstab.web.offers.queries.statements import StatementCriteria

MOST_AT_ONCE = 500
META = ("said_in", "said_by", "date", "visibility", "reference")


class _Source(ComparingForm):
    """Where a statement comes from, and the question whether a person is named."""

    said_in = forms.ChoiceField(label=_("Where it comes from"), choices=SaidIn.choices)
    said_by = forms.CharField(
        label=_("Organisation and function"),
        required=False,
        max_length=200,
        help_text=_("For example “Jugendamt, head of department”. No names."),
    )
    date = GermanDateField(label=_("Said on"), required=False)
    visibility = forms.ChoiceField(label=_("Who may read it"), choices=Visibility.choices)
    reference = forms.CharField(
        label=_("Reference"),
        required=False,
        max_length=200,
        help_text=_("Where it can be found again, for example “interview 4, line 120”."),
    )
    no_person_meant = forms.BooleanField(label=_("No person is meant, save it like this"), required=False)
    person_signs: list[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person_signs = []

    def ask_about_persons(self, texts: Iterable[str]) -> None:
        signs = dict.fromkeys(sign for text in texts for sign in suspicions(text))
        self.person_signs = list(signs)
        if signs and not self.cleaned_data.get("no_person_meant"):
            text = _(
                "A text looks like data about a person (%(what)s). Please describe it without naming anybody."
            )
            self.add_error(None, text % {"what": ", ".join(signs)})


class StatementForm(_Source):
    text = forms.CharField(
        label=_("Statement"), max_length=LONGEST_STATEMENT, widget=forms.Textarea(attrs={"rows": 6})
    )
    field_order = ("text", *META)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        self.ask_about_persons([said.get(name) or "" for name in ("text", "said_by", "reference")])
        return said

    def said(self) -> Said:
        names = ("text", *META)
        return Said(**{name: self.cleaned_data[name] for name in names})


class PasteForm(_Source):
    """Many statements at once: one per paragraph, paragraphs parted by an empty line."""

    texts = forms.CharField(
        label=_("Statements"),
        max_length=500_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("One per paragraph, with an empty line between them."),
    )
    field_order = ("texts", *META)

    def clean_texts(self) -> str:
        text: str = self.cleaned_data["texts"]
        found = paragraphs(text)
        if len(found) > MOST_AT_ONCE:
            message = _("These are %(n)s paragraphs; at most %(most)s at once.")
            raise forms.ValidationError(message, params={"n": len(found), "most": MOST_AT_ONCE})
        long = next((number for number, each in enumerate(found, 1) if len(each) > LONGEST_STATEMENT), None)
        if long:
            message = _("Paragraph %(n)s is longer than %(most)s characters. Please part it.")
            raise forms.ValidationError(message, params={"n": long, "most": LONGEST_STATEMENT})
        return text

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if "save" in self.data:
            self.ask_about_persons([*paragraphs(said.get("texts", "")), said.get("said_by") or ""])
        return said

    def said(self, known: set[str]) -> list[Said]:
        meta = {name: self.cleaned_data[name] for name in META}
        return [
            Said(text=text, **meta) for text in paragraphs(self.cleaned_data["texts"]) if text not in known
        ]


def paragraphs(text: str) -> list[str]:
    """Each once, in order."""
    parts = (part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")))
    return list(dict.fromkeys(part for part in parts if part))


class StatementFilterForm(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    code = forms.ChoiceField(label=_("Code"), required=False)
    said_in = forms.ChoiceField(
        label=_("Where it comes from"), required=False, choices=[("", _("any")), *SaidIn.choices]
    )
    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("all")), ("open", _("not finished by me")), ("uncoded", _("without any code"))],
    )

    def __init__(self, *args: Any, codes: Iterable[Code], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("any")), *((code.key, code.label) for code in codes)]
        self.fields["code"].choices = choices  # type: ignore[attr-defined]

    def criteria(self) -> StatementCriteria:
        self.is_valid()
        said = self.cleaned_data
        names = ("code", "said_in", "state")
        return StatementCriteria(text=said.get("q", ""), **{name: said.get(name, "") for name in names})


class CodeForm(ComparingForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=CodeKind.choices)
    label = forms.CharField(label=_("Name"), max_length=80)
    definition = forms.CharField(
        label=_("Definition"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("When is this code given, when not?"),
    )
    example = forms.CharField(
        label=_("Example"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_in_use = forms.BooleanField(
        label=_("In use"), required=False, initial=True, help_text=_("Without it, what was coded stays.")
    )
