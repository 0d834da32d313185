from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.actions.add_organisation import add_organisation
from staffelstab.web.alliances.actions.edit_organisation import edit_organisation
from staffelstab.web.alliances.actions.end_participation import end_participation
from staffelstab.web.alliances.forms import LastDayForm, NewOrganisationForm, OrganisationForm
from staffelstab.web.alliances.models import AllianceRequest, Participation
from staffelstab.web.alliances.queries import all_participations
from staffelstab.web.alliances.rules import may_add_organisation, may_edit_organisation, may_end_participation


def organisation(request: AllianceRequest, alliance_slug: str, participation_id: int) -> HttpResponse:
    """Who is this, and responsible for what?"""
    participation = get_object_or_404(all_participations(), pk=participation_id)
    context = {
        "participation": participation,
        "organisation": participation.organisation,
        "territory": participation.organisation.territory.all(),
        "may_edit": may_edit_organisation(request.membership, participation.organisation),
        "may_end": may_end_participation(request.membership) and participation.until is None,
        "last_day_form": LastDayForm(),
    }
    return render(request, "alliances/organisation.html", context)


def new_organisation(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    may_add_organisation(request.membership).or_refuse()
    initial = {"since": timezone.localdate(), "actor_type": request.GET.get("type", "")}
    form = NewOrganisationForm(request.POST or None, alliance=request.alliance, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            participation = add_organisation(request.membership, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("“%(name)s” now takes part.") % {"name": participation})
            return redirect("alliances:organisation", alliance_slug, participation.pk)
    return render(request, "alliances/new_organisation.html", {"form": form})


def edit_organisation_view(
    request: AllianceRequest, alliance_slug: str, participation_id: int
) -> HttpResponse:
    participation = get_object_or_404(all_participations(), pk=participation_id)
    may_edit_organisation(request.membership, participation.organisation).or_refuse()
    form = OrganisationForm(request.POST or None, alliance=request.alliance, initial=_known(participation))
    if request.method == "POST" and form.is_valid():
        try:
            edit_organisation(request.membership, participation, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The organisation was changed."))
            return redirect("alliances:organisation", alliance_slug, participation_id)
    return render(request, "alliances/edit_organisation.html", {"form": form, "participation": participation})


@require_POST
def end_participation_view(
    request: AllianceRequest, alliance_slug: str, participation_id: int
) -> HttpResponse:
    participation = get_object_or_404(all_participations(), pk=participation_id)
    may_end_participation(request.membership).or_refuse()
    form = LastDayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please give the last day, such as 31.12.2026. Nothing was changed."))
        return redirect("alliances:organisation", alliance_slug, participation_id)
    try:
        end_participation(request.membership, participation, until=form.cleaned_data["last_day"])
    except ValidationError:
        messages.error(request, _("The last day must not be before the first. Nothing was changed."))
        return redirect("alliances:organisation", alliance_slug, participation_id)
    messages.success(request, _("The end of the participation was recorded."))
    return redirect("alliances:actors", alliance_slug)


def _known(participation: Participation) -> dict[str, Any]:
    organisation = participation.organisation
    return {
        "name": organisation.name,
        "short_name": organisation.short_name,
        "actor_type": organisation.actor_type,
        "territory": organisation.territory.all(),
        "website": organisation.website,
        "phone": organisation.phone,
        "email": organisation.email,
        "contact_function": participation.contact_function,
        "in_core_group": participation.in_core_group,
    }
