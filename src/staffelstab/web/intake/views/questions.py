from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.intake.actions.answer_doubts import answer_doubts
from staffelstab.web.intake.actions.map_columns import map_columns
from staffelstab.web.intake.enums import State, What
from staffelstab.web.intake.forms import AnswersForm, ColumnsForm
from staffelstab.web.intake.models import ForeignList
from staffelstab.web.intake.pathway import PRIVATE, proposals_for
from staffelstab.web.intake.queries.contexts import context_for
from staffelstab.web.intake.queries.lists import Question, first_rows, questions_of, sample_of
from staffelstab.web.intake.rules import may_map, may_take_in_lists
from staffelstab.web.intake.tasks import start
from staffelstab.web.intake.views.pages import list_here

MOST_AT_ONCE = 40


def columns(request: AllianceRequest, alliance_slug: str, list_id: int) -> HttpResponse:
    """What is which column? Proposed with a reason, confirmed by people."""
    may_take_in_lists(request.membership).or_refuse()
    shown = list_here(list_id)
    may_map(request.membership, shown).or_refuse()
    what = asked_what(request, shown)
    proposals = proposals_of(shown, what)
    form = ColumnsForm(request.POST or None, foreign_list=shown, what=what, proposals=proposals)
    if request.method == "POST" and form.is_valid():
        try:
            map_columns(request.membership, shown, what=what, columns=form.columns(),
                        constants=form.constants(), remember_as=form.cleaned_data["remember_as"])  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error)
        else:
            start(request.membership, shown, State.COMPARING, today=timezone.localdate())
            return redirect("intake:list", alliance_slug, list_id)
    context = {
        "list": shown,
        "form": form,
        "what": what,
        "whats": What.choices,
        "rows": column_rows(form, shown),
    }
    return render(request, "intake/columns.html", context)


def asked_what(request: AllianceRequest, shown: ForeignList) -> str:
    asked = request.POST.get("what") or request.GET.get("what")
    return asked if asked in What.values else shown.what


def column_rows(form: ColumnsForm, shown: ForeignList) -> list[tuple[object, str, list[str]]]:
    samples = sample_of(shown)
    return [(field, why, samples[at]) for at, (field, why) in enumerate(form.rows())]


def proposals_of(shown: ForeignList, what: str) -> Sequence[Sequence[str]]:
    """What was confirmed, else what is remembered of the source, else what is guessed."""
    confirmed = shown.targets() if what == shown.what else []
    if confirmed:
        return [
            list(guess) if guess[0] == target else [target, "confirmed", ""]
            for target, guess in zip(confirmed, shown.proposals, strict=True)
        ]
    if shown.source is not None and shown.source.what == what:
        return [[target, "memory", ""] for target in shown.source.content["columns"]]
    if what == shown.what:
        return list(shown.proposals)
    guessed = proposals_for(what, shown.headings, first_rows(shown))
    gone = {at for at, heading in enumerate(shown.headings) if heading in shown.left_out}
    return [[PRIVATE, "private", ""] if at in gone else each for at, each in enumerate(guessed)]


def doubts(request: AllianceRequest, alliance_slug: str, list_id: int) -> HttpResponse:
    """What do these texts mean? Each is asked once, however many cells hold it."""
    may_take_in_lists(request.membership).or_refuse()
    shown = list_here(list_id)
    questions = questions_of(shown)[:MOST_AT_ONCE]
    choices = Choices(request, shown)
    form = AnswersForm(request.POST or None, questions=questions, choices=choices)
    if request.method == "POST" and form.is_valid():
        answer_doubts(request.membership, shown, form.answers())
        start(request.membership, shown, State.COMPARING, today=timezone.localdate())
        return redirect("intake:list", alliance_slug, list_id)
    context = {
        "list": shown,
        "form": form,
        "more": len(shown.questions) - len(questions),
        "may_map": may_map(request.membership, shown),
    }
    return render(request, "intake/doubts.html", context)


class Choices:
    """What can be chosen as an answer; nothing where something is typed."""

    def __init__(self, request: AllianceRequest, shown: ForeignList) -> None:
        self.context = context_for(request.alliance)
        self.shown = shown

    def __call__(self, question: Question) -> list[tuple[str, str]] | None:
        asked = [("?", _("please choose")), ("-", _("Leave empty, keep the text as a further detail"))]
        name = "actor_type" if question.field == "provider_type" else question.field
        if question.read == "" or question.code in ("missing", "too-long", "person"):
            return None
        if name == "life_area":
            asked.append((question.read, _("a word of its own: %(word)s") % {"word": question.read}))
        if name in self.context.names:
            return [*asked, *((key, words[0]) for key, words in self.context.names[name].items())]
        if question.code == "provider":
            return [
                ("?", _("please choose")),
                (question.guess, _("is the same as %(name)s") % {"name": question.guess}),
                (question.read, _("is new")),
            ]
        if question.field == "territory":
            places = sorted(self.context.places, key=lambda p: (p[0] not in self.context.here, p[1][0]))
            return [*asked, *((key, names[0]) for key, names, _lat, _lon in places)]
        return None
