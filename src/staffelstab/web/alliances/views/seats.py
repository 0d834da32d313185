from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.alliances.actions.edit_seat import edit_seat, version_of
from staffelstab.web.alliances.actions.give_seat import give_seat
from staffelstab.web.alliances.forms import NewSeatForm, SeatForm
from staffelstab.web.alliances.models import AllianceRequest, Seat
from staffelstab.web.alliances.queries import bodies, organisations_ever, seats
from staffelstab.web.alliances.rules import may_edit_bodies
from staffelstab.web.alliances.views.bodies import add_errors
from staffelstab.web.journal.queries import who_changed
from staffelstab.web.kit.meanwhile import ChangedMeanwhile, tell_merged
from staffelstab.web.kit.person_check import warn_about_persons


def new_seat(request: AllianceRequest, alliance_slug: str, body_id: int) -> HttpResponse:
    body = get_object_or_404(bodies(), pk=body_id)
    may_edit_bodies(request.membership).or_refuse()
    form = NewSeatForm(
        request.POST or None,
        alliance=request.alliance,
        organisations=organisations_ever(),
        initial={"valid_from": max(body.valid_from, timezone.localdate())},
    )
    if request.method == "POST" and form.is_valid():
        try:
            seat = give_seat(request.membership, body, **form.deed())
        except ValidationError as problem:
            add_errors(form, problem)
        else:
            _tell(request, seat)
            return redirect("alliances:body", alliance_slug, body_id)
    return render(request, "alliances/seat.html", {"form": form, "body": body})


def edit_seat_view(request: AllianceRequest, alliance_slug: str, body_id: int, seat_id: int) -> HttpResponse:
    seat = get_object_or_404(seats(), pk=seat_id, body_id=body_id)
    may_edit_bodies(request.membership).or_refuse()
    form = _form_for(request, seat)
    if request.method == "POST" and form.is_valid():
        try:
            saved = edit_seat(request.membership, seat, seen=version_of(seat), **form.deed())
        except ChangedMeanwhile:
            return edit_seat_view(request, alliance_slug, body_id, seat_id)
        except ValidationError as problem:
            add_errors(form, problem)
        else:
            _tell(request, saved)
            tell_merged(request, form)
            return redirect("alliances:body", alliance_slug, body_id)
    return render(request, "alliances/seat.html", {"form": form, "body": seat.body, "seat": seat})


def _form_for(request: AllianceRequest, seat: Seat) -> SeatForm:
    return SeatForm(
        request.POST or None,
        alliance=request.alliance,
        initial={**seat.described, "places": seat.places.all()},
        who_changed=who_changed(seat, request.alliance.slug),
    )


def _tell(request: AllianceRequest, seat: Seat) -> None:
    messages.success(request, _("The seat was saved."))
    warn_about_persons(request, {_("In the function"): seat.function, _("Deputy (function)"): seat.deputy})
