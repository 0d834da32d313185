from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.actions.add_membership import add_membership
from staffelstab.web.alliances.actions.change_role import change_role
from staffelstab.web.alliances.actions.end_membership import end_membership
from staffelstab.web.alliances.enums import Role
from staffelstab.web.alliances.forms import MemberForm, RoleForm
from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.alliances.queries import members, organisations
from staffelstab.web.alliances.rules import may_manage_members
from staffelstab.web.alliances.views.tabs import tabs_for


def members_view(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """Who may sign in here, in which role?"""
    may_manage_members(request.membership, request.alliance).or_refuse()
    today = timezone.localdate()
    form = MemberForm(request.POST or None, organisations=organisations(today=today))
    if request.method == "POST" and form.is_valid():
        try:
            invite(request, form, today)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            return redirect("alliances:members", alliance_slug)
    context = {
        "form": form,
        "members": members(today=today),
        "roles": Role.choices,
        "tabs": tabs_for(request),
    }
    return render(request, "alliances/members.html", context)


def invite(request: AllianceRequest, form: MemberForm, today: date) -> None:
    login = request.build_absolute_uri(reverse("account_login"))
    member = add_membership(
        request.membership, request.alliance, valid_from=today, address_of_login=login, **form.cleaned_data
    )
    messages.success(request, _("%(member)s was invited by letter.") % {"member": member})


@require_POST
def change_role_view(request: AllianceRequest, alliance_slug: str, membership_id: int) -> HttpResponse:
    may_manage_members(request.membership, request.alliance).or_refuse()
    today = timezone.localdate()
    membership = get_object_or_404(members(today=today), pk=membership_id)
    form = RoleForm(request.POST)
    if form.is_valid():
        change_role(request.membership, membership, role=form.cleaned_data["role"], today=today)
        messages.success(request, _("The role was changed."))
    return redirect("alliances:members", alliance_slug)


@require_POST
def end_membership_view(request: AllianceRequest, alliance_slug: str, membership_id: int) -> HttpResponse:
    """The membership ends with today."""
    may_manage_members(request.membership, request.alliance).or_refuse()
    today = timezone.localdate()
    membership = get_object_or_404(members(today=today), pk=membership_id)
    end_membership(request.membership, membership, last_day=today, today=today)
    messages.success(request, _("The membership ends today."))
    return redirect("alliances:members", alliance_slug)
