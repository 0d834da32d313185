from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from staffelstab.web.accounts.models import User
from staffelstab.web.alliances.actions.edit_alliance import edit_alliance
from staffelstab.web.alliances.exports import draw_place_map
from staffelstab.web.alliances.forms import AllianceForm
from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.alliances.pathway import reference_actors
from staffelstab.web.alliances.queries import (
    actors_by_field,
    memberships_of_user,
    organisations_by_place,
    structures,
)
from staffelstab.web.alliances.rules import (
    may_add_organisation,
    may_create_alliance,
    may_edit_alliance,
    may_see_journal,
)
from staffelstab.web.alliances.views.tabs import tabs_for
from staffelstab.web.journal.queries import codes_of, entries_of
from staffelstab.web.kit.navigation import start_address

ENTRIES_PER_PAGE = 50


def home(request: HttpRequest) -> HttpResponse:
    """Whoever works in one alliance only need not choose; operators begin with the list of alliances."""
    user = cast(User, request.user)
    own = memberships_of_user(user, today=timezone.localdate())
    if len(own) == 1:
        return redirect(start_address({"alliance_slug": own[0].alliance.slug}))
    return redirect("alliances:operations" if user.is_operator and not own else "alliances:choose")


def choose(request: HttpRequest) -> HttpResponse:
    """In which alliance do you want to work?"""
    own = memberships_of_user(cast(User, request.user), today=timezone.localdate())
    choices = [(membership, start_address({"alliance_slug": membership.alliance.slug})) for membership in own]
    context = {"choices": choices, "may_create": may_create_alliance(cast(User, request.user))}
    return render(request, "alliances/choose.html", context)


def actors(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """Who works together here?"""
    today = timezone.localdate()
    counts = organisations_by_place(request.alliance, today=today)
    context = {
        "fields": actors_by_field(today=today),
        "evaluated": reference_actors().evaluated_alliances,
        "taxonomy": reference_actors().source,
        "structures": structures(),
        "map": draw_place_map(counts),
        "place_headers": (_("Municipality"), _("Inhabitants"), _("Organisations")),
        "place_numbers": (1, 2),
        "place_rows": [
            (place, number_format(place.population, force_grouping=True), count)
            for place, count in counts.items()
        ],
        "may_add": may_add_organisation(request.membership),
        "tabs": tabs_for(request),
    }
    return render(request, "alliances/actors.html", context)


def edit_alliance_view(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    may_edit_alliance(request.membership).or_refuse()
    known = {field: getattr(request.alliance, field) for field in AllianceForm.base_fields}
    form = AllianceForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        edit_alliance(request.membership, **form.cleaned_data)
        messages.success(request, _("The details of the alliance were changed."))
        return redirect("alliances:actors", alliance_slug=alliance_slug)
    return render(request, "alliances/edit.html", {"form": form, "tabs": tabs_for(request)})


def journal(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """What happened in this alliance?"""
    may_see_journal(request.membership).or_refuse()
    code = request.GET.get("code", "")
    entries = entries_of(alliance_slug, code)
    page = Paginator(entries, ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "codes": codes_of(alliance_slug), "code": code, "tabs": tabs_for(request)}
    return render(request, "alliances/journal.html", context)
