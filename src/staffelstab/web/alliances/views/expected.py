from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.actions.explain_absence import explain_absence
from staffelstab.web.alliances.actions.withdraw_absence import withdraw_absence
from staffelstab.web.alliances.forms import ReasonForm
from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.alliances.queries import absences, usual_type
from staffelstab.web.alliances.rules import may_explain_absence
from staffelstab.web.kit.person_check import warn_about_persons


def explain_absence_view(request: AllianceRequest, alliance_slug: str, type_key: str) -> HttpResponse:
    """Why is this type of actor not here?"""
    actor_type = get_object_or_404(usual_type(type_key))
    may_explain_absence(request.membership).or_refuse()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            explain_absence(request.membership, actor_type, reason=reason, today=timezone.localdate())
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The reason was recorded. It can be taken back at any time."))
            warn_about_persons(request, {_("Reason"): reason})
            return redirect("alliances:actors", alliance_slug)
    return render(request, "alliances/explain_absence.html", {"form": form, "actor_type": actor_type})


@require_POST
def withdraw_absence_view(request: AllianceRequest, alliance_slug: str, absence_id: int) -> HttpResponse:
    absence = get_object_or_404(absences(), pk=absence_id)
    may_explain_absence(request.membership).or_refuse()
    withdraw_absence(request.membership, absence, today=timezone.localdate())
    messages.success(request, _("The reason was taken back."))
    return redirect("alliances:actors", alliance_slug)
