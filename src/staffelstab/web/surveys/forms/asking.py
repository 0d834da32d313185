from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Organisation
from staffelstab.web.kit.fields import GermanDateField
from staffelstab.web.kit.validators import validate_no_personal_data
from staffelstab.web.surveys.pathway import Section, WorkAid, in_words


class DueForm(forms.Form):
    """Until when? Never a day that is over."""

    due_on = GermanDateField(label=_("Please answer until"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due_on(self) -> date:
        due: date = self.cleaned_data["due_on"]
        if due < self.today:
            raise forms.ValidationError(_("The day is over already."))
        return due


class RoundForm(DueForm):
    aid = forms.ChoiceField(label=_("Work aid"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Title of the round"),
        max_length=200,
        help_text=_("For example “Needs and offers, spring 2027”."),
    )
    field_order = ("aid", "title", "due_on")

    def __init__(self, *args: Any, aids: Iterable[WorkAid], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.aids = {aid.key: aid for aid in aids}
        self.fields["aid"].choices = [  # type: ignore[attr-defined]
            (aid.key, in_words(aid.title)) for aid in self.aids.values()
        ]

    def clean_aid(self) -> WorkAid:
        return self.aids[self.cleaned_data["aid"]]


class AskForm(DueForm):
    """Whom, what, until when."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        empty_label=_("none of the list"),
    )
    function = forms.CharField(
        label=_("Function"),
        max_length=200,
        validators=[validate_no_personal_data],
        help_text=_("For example “head of integration”. Please no name of a person."),
    )
    address = forms.EmailField(
        label=_("Business e-mail address"),
        help_text=_("The letter with the link goes there. An address of the function is best."),
    )
    questions = forms.MultipleChoiceField(
        label=_("What do you want to ask?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Fewer questions are answered more often."),
        error_messages={"required": _("Please choose at least one question.")},
    )
    message = forms.CharField(
        label=_("A few words of your own"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[validate_no_personal_data],
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=[("de", _("German")), ("en", _("English"))]
    )
    field_order = ("organisation", "function", "address", "questions", "due_on", "message", "language")

    def __init__(self, *args: Any, organisations: Any, sections: Iterable[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["questions"].choices = [  # type: ignore[attr-defined]
            (
                in_words(section.title),
                [(question.key, in_words(question.label)) for question in section.questions],
            )
            for section in sections
        ]
