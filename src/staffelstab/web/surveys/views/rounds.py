from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.surveys.actions.close_round import close_round
from staffelstab.web.surveys.actions.open_round import open_round
from staffelstab.web.surveys.forms import RoundForm
from staffelstab.web.surveys.models import Round
from staffelstab.web.surveys.pathway import aids_today, in_words
from staffelstab.web.surveys.queries import (
    aid_of_round,
    own_sheet,
    progress_in,
    respondents_of,
    rounds_here,
    typed_in,
)
from staffelstab.web.surveys.rules import may_answer, may_open_rounds, may_run_round, may_see_answers


def round_here(round_id: int) -> Round:
    return get_object_or_404(rounds_here(), pk=round_id)


def rounds(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """What is being asked, and who has answered?"""
    today = timezone.localdate()
    context = {
        "rounds": rounds_here(),
        "aids": [(aid, in_words(aid.title), in_words(aid.purpose)) for aid in aids_today(today)],
        "may_open": may_open_rounds(request.membership),
    }
    return render(request, "surveys/rounds.html", context)


def new_round(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    may_open_rounds(request.membership).or_refuse()
    today = timezone.localdate()
    initial = {"aid": request.GET.get("hilfe", "")}
    form = RoundForm(request.POST or None, aids=aids_today(today), today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            asked = open_round(request.membership, today=today, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The round is open. Fill it in, or send parts of it to partners."))
            return redirect("surveys:round", alliance_slug, asked.pk)
    return render(request, "surveys/new_round.html", {"form": form})


def round_view(request: AllianceRequest, alliance_slug: str, round_id: int) -> HttpResponse:
    """How far is this round?"""
    asked, person = round_here(round_id), request.membership
    aid, mine = aid_of_round(asked), own_sheet(person, asked)
    may_see = may_see_answers(person)
    context = {
        "round": asked,
        "aid_title": in_words(aid.title),
        "purpose": in_words(aid.purpose),
        "mine": mine,
        "progress": [
            (step, in_words(step.section.title), in_words(step.section.asked))
            for step in progress_in(aid.sections, typed_in(mine))
        ],
        "respondents": respondents_of(asked, today=timezone.localdate()) if may_see else [],
        "may_answer": may_answer(person, asked),
        "may_run": may_run_round(person, asked),
        "may_see": may_see,
        "sources": aid.sources,
    }
    return render(request, "surveys/round.html", context)


@require_POST
def close(request: AllianceRequest, alliance_slug: str, round_id: int) -> HttpResponse:
    asked = round_here(round_id)
    close_round(request.membership, asked, today=timezone.localdate())
    messages.success(request, _("The round is closed. Answers and drafts are kept."))
    return redirect("surveys:round", alliance_slug, round_id)
