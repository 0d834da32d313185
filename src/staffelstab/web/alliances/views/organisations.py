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
from staffelstab.web.alliances.actions.edit_organisation import edit_organisation, version_of
from staffelstab.web.alliances.actions.end_participation import end_participation
from staffelstab.web.alliances.forms import LastDayForm, NewOrganisationForm, OrganisationForm
from staffelstab.web.alliances.models import AllianceRequest, Organisation
from staffelstab.web.alliances.queries import Reader, all_participations, contacts_for, promises_of, seats_of
from staffelstab.web.alliances.rules import (
    may_add_organisation,
    may_edit_contacts,
    may_edit_organisation,
    may_end_participation,
)
from staffelstab.web.journal.queries import who_changed
from staffelstab.web.kit.meanwhile import ChangedMeanwhile, tell_merged
from staffelstab.web.kit.person_check import warn_about_persons


def organisation(request: AllianceRequest, alliance_slug: str, participation_id: int) -> HttpResponse:
    """Who is this, and responsible for what?"""
    today = timezone.localdate()
    participation = get_object_or_404(all_participations(today=today), pk=participation_id)
    reader = Reader(request.membership)
    contacts = contacts_for(reader, organisation=participation.organisation)
    context = {
        "participation": participation,
        "organisation": participation.organisation,
        "territory": participation.organisation.territory.all(),
        "contacts": [contact for contact in contacts if not contact.has_ended(today)],
        "former_contacts": [contact for contact in contacts if contact.has_ended(today)],
        "seats": [(seat, seat.has_ended(today)) for seat in seats_of(participation.organisation)],
        "promises": promises_of(participation.organisation, today=today),
        "may_edit_contacts": may_edit_contacts(request.membership, participation.organisation),
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
            participation = add_organisation(request.membership, **form.deed())
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("“%(name)s” now takes part.") % {"name": participation})
            warn_about_persons(request, _texts(form))
            return redirect("alliances:organisation", alliance_slug, participation.pk)
    return render(request, "alliances/new_organisation.html", {"form": form})


def edit_organisation_view(
    request: AllianceRequest, alliance_slug: str, participation_id: int
) -> HttpResponse:
    participation = get_object_or_404(all_participations(today=timezone.localdate()), pk=participation_id)
    organisation = participation.organisation
    may_edit_organisation(request.membership, organisation).or_refuse()
    form = _form_for(request, organisation)
    if request.method == "POST" and form.is_valid():
        try:
            edit_organisation(request.membership, participation, seen=version_of(organisation), **form.deed())
        except ChangedMeanwhile:
            return edit_organisation_view(request, alliance_slug, participation_id)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The organisation was changed."))
            warn_about_persons(request, _texts(form))
            tell_merged(request, form)
            return redirect("alliances:organisation", alliance_slug, participation_id)
    return render(request, "alliances/edit_organisation.html", {"form": form, "participation": participation})


@require_POST
def end_participation_view(
    request: AllianceRequest, alliance_slug: str, participation_id: int
) -> HttpResponse:
    participation = get_object_or_404(all_participations(today=timezone.localdate()), pk=participation_id)
    may_end_participation(request.membership).or_refuse()
    form = LastDayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please give the last day, such as 31.12.2026. Nothing was changed."))
        return redirect("alliances:organisation", alliance_slug, participation_id)
    try:
        end_participation(request.membership, participation, until=form.cleaned_data["last_day"])
    except ValidationError as problem:
        messages.error(request, " ".join([*problem.messages, _("Nothing was changed.")]))
        return redirect("alliances:organisation", alliance_slug, participation_id)
    messages.success(request, _("The end of the participation was recorded."))
    return redirect("alliances:actors", alliance_slug)


def _texts(form: OrganisationForm) -> dict[str, str]:
    """What somebody might have written a name into."""
    names = ("name", "short_name", "contact_function", "phone", "email")
    return {str(form.fields[name].label): form.cleaned_data[name] for name in names if name in form.fields}


def _form_for(request: AllianceRequest, organisation: Organisation) -> OrganisationForm:
    here = organisation.territory.filter(district_key=request.alliance.district_key)
    changed = who_changed(organisation, request.alliance.slug)
    return OrganisationForm(
        request.POST or None,
        alliance=request.alliance,
        initial={**_known(organisation), "territory": here},
        who_changed=changed,
    )


def _known(organisation: Organisation) -> dict[str, Any]:
    return {
        "name": organisation.name,
        "short_name": organisation.short_name,
        "actor_type": organisation.actor_type,
        "website": organisation.website,
        "phone": organisation.phone,
        "email": organisation.email,
    }
