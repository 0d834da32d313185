from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.alliances.actions.edit_body import edit_body, version_of
from staffelstab.web.alliances.actions.end_body import end_body
from staffelstab.web.alliances.actions.open_body import open_body
from staffelstab.web.alliances.actions.rename_body import rename_body
from staffelstab.web.alliances.forms import BodyForm, DayForm, LastDayForm, RenameForm
from staffelstab.web.alliances.models import AllianceRequest, Body
from staffelstab.web.alliances.queries import bodies, bodies_on, seats
from staffelstab.web.alliances.rules import may_edit_bodies
from staffelstab.web.alliances.views.tabs import tabs_for
from staffelstab.web.journal.queries import who_changed
from staffelstab.web.kit.meanwhile import ChangedMeanwhile, tell_merged
from staffelstab.web.kit.person_check import warn_about_persons


def asked_day(request: AllianceRequest) -> tuple[DayForm, date]:
    """The day in the address; today when none or a wrong one is given, and the form says so."""
    form = DayForm(request.GET or None)
    chosen = form.cleaned_data["day"] if form.is_bound and form.is_valid() else None
    return form, chosen or timezone.localdate()


def bodies_view(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """Who decides together here?"""
    form, day = asked_day(request)
    found = bodies_on(day)
    context = {
        "day": day,
        "day_form": form,
        "existing": [body for body in found if body.exists],
        "others": [body for body in found if not body.exists],
        "may_edit": may_edit_bodies(request.membership),
        "tabs": tabs_for(request),
    }
    return render(request, "alliances/bodies.html", context)


def body_view(request: AllianceRequest, alliance_slug: str, body_id: int) -> HttpResponse:
    return _page(request, get_object_or_404(bodies(), pk=body_id))


def _page(request: AllianceRequest, body: Body, **forms: Any) -> HttpResponse:
    form, day = asked_day(request)
    every = list(seats().filter(body=body))
    sitting = [seat for seat in every if seat.is_valid_on(day) and body.is_valid_on(day)]
    context = {
        "body": body,
        "name": body.name_on(day),
        "day": day,
        "day_form": form,
        "sitting": sitting,
        "others": [seat for seat in every if seat not in sitting],
        "votes": sum(seat.vote == "yes" for seat in sitting),
        "unknown": sum(seat.vote == "unknown" for seat in sitting),
        "may_edit": may_edit_bodies(request.membership),
        "rename_form": RenameForm(),
        "last_day_form": LastDayForm(),
        **forms,
    }
    return render(request, "alliances/body.html", context)


def new_body(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    may_edit_bodies(request.membership).or_refuse()
    form = BodyForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            body = open_body(request.membership, **form.deed())
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("“%(name)s” was added.") % {"name": body})
            warn_about_persons(request, {_("Name"): body.name, _("Task"): body.task})
            return redirect("alliances:body", alliance_slug, body.pk)
    return render(request, "alliances/edit_body.html", {"form": form})


def edit_body_view(request: AllianceRequest, alliance_slug: str, body_id: int) -> HttpResponse:
    body = get_object_or_404(bodies(), pk=body_id)
    may_edit_bodies(request.membership).or_refuse()
    changed = who_changed(body, request.alliance.slug)
    form = BodyForm(request.POST or None, initial=body.described, who_changed=changed)
    if request.method == "POST" and form.is_valid():
        try:
            saved = edit_body(request.membership, body, seen=version_of(body), **form.deed())
        except ChangedMeanwhile:
            return edit_body_view(request, alliance_slug, body_id)
        except ValidationError as problem:
            add_errors(form, problem)
        else:
            messages.success(request, _("The body was changed."))
            warn_about_persons(request, {_("Name"): saved.name, _("Task"): saved.task})
            tell_merged(request, form)
            return redirect("alliances:body", alliance_slug, body_id)
    return render(request, "alliances/edit_body.html", {"form": form, "body": body})


def rename_body_view(request: AllianceRequest, alliance_slug: str, body_id: int) -> HttpResponse:
    body = get_object_or_404(bodies(), pk=body_id)
    may_edit_bodies(request.membership).or_refuse()
    form = RenameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            saved = rename_body(request.membership, body, **form.cleaned_data)
        except ValidationError as problem:
            add_errors(form, problem)
        else:
            messages.success(request, _("The body is called “%(name)s” now.") % {"name": saved})
            return redirect("alliances:body", alliance_slug, body_id)
    return render(request, "alliances/rename_body.html", {"form": form, "body": body})


def end_body_view(request: AllianceRequest, alliance_slug: str, body_id: int) -> HttpResponse:
    body = get_object_or_404(bodies(), pk=body_id)
    may_edit_bodies(request.membership).or_refuse()
    form = LastDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_body(request.membership, body, **form.cleaned_data)
        except ValidationError as problem:
            add_errors(form, problem)
        else:
            messages.success(request, _("The end of the body was recorded, and that of its open seats."))
            return redirect("alliances:body", alliance_slug, body_id)
    return render(request, "alliances/end_body.html", {"form": form, "body": body})


def add_errors(form: Any, problem: ValidationError) -> None:
    """At the field where there is one, otherwise above the form."""
    if not hasattr(problem, "error_dict"):
        form.add_error(None, problem.messages)
        return
    for field, errors in problem.message_dict.items():
        form.add_error(field if field in form.fields else None, errors)
