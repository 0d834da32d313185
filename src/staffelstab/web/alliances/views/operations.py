"""For whoever runs the installation: which alliances are there, and a new one. No contents."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.accounts.models import User
from staffelstab.web.alliances.actions.open_alliance import open_alliance
from staffelstab.web.alliances.forms import NewAllianceForm
from staffelstab.web.alliances.queries import all_alliances
from staffelstab.web.alliances.rules import may_create_alliance


def operator_of(request: HttpRequest) -> User:
    """Whoever is none learns nothing of these pages."""
    user = cast(User, request.user)
    if not may_create_alliance(user):
        raise Http404
    return user


def operations(request: HttpRequest) -> HttpResponse:
    """Which alliances are there?"""
    operator_of(request)
    return render(request, "alliances/operations.html", {"rows": all_alliances(today=timezone.localdate())})


def new_alliance(request: HttpRequest) -> HttpResponse:
    operator = operator_of(request)
    form = NewAllianceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        login = request.build_absolute_uri(reverse("account_login"))
        try:
            coordinator = open_alliance(
                operator, valid_from=timezone.localdate(), address_of_login=login, **form.cleaned_data
            )
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            told = {"name": coordinator.alliance, "email": coordinator.user.email}
            messages.success(request, _("%(name)s was opened. A letter went to %(email)s.") % told)
            return redirect("alliances:operations")
    return render(request, "alliances/new_alliance.html", {"form": form})
