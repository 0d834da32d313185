from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.surveys.actions.take_over_answers import take_over_answers
from staffelstab.web.surveys.queries import gone, plan_of, world_of
from staffelstab.web.surveys.rules import may_run_round
from staffelstab.web.surveys.views.rounds import round_here


def take_over(request: AllianceRequest, alliance_slug: str, round_id: int) -> HttpResponse:
    """What becomes of the decided answers?"""
    asked, problems = round_here(round_id), []
    may_run_round(request.membership, asked).or_refuse()
    if request.method == "POST":
        shown = request.POST.getlist("shown")
        try:
            taken = take_over_answers(request.membership, asked, shown=shown, today=timezone.localdate())
        except ValidationError as problem:
            problems = problem.messages
        else:
            text = ngettext(
                "%(count)s entry was taken over.", "%(count)s entries were taken over.", len(taken)
            )
            messages.success(request, text % {"count": len(taken)})
            return redirect("surveys:take_over", alliance_slug, round_id)
    plan = plan_of(asked, world_of(request.alliance))
    context = {
        "round": asked,
        "new": [step for step in plan if step.is_new],
        "others": [step for step in plan if not step.is_new],
        "gone": gone(asked, plan),
        "problems": problems,
    }
    return render(request, "surveys/take_over.html", context)
