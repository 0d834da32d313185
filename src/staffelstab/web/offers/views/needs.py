from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.alliances.queries import places_of
from staffelstab.web.journal.queries import who_changed
from staffelstab.web.kit.meanwhile import ChangedMeanwhile, tell_merged
from staffelstab.web.offers.actions.edit_need import edit_need, version_of
from staffelstab.web.offers.actions.record_need import record_need
from staffelstab.web.offers.actions.remove_need import remove_need
from staffelstab.web.offers.forms import NeedForm
from staffelstab.web.offers.models import Need
from staffelstab.web.offers.pathway import simple_group
from staffelstab.web.offers.queries import need_rows, needs_here
from staffelstab.web.offers.rules import may_record_needs
from staffelstab.web.offers.views.choices import language

COLUMNS = ("label", "minimum", "maximum", "method", "source", "date")


def need_list(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """How many people need a way on, and where?"""
    context = {"rows": need_rows(), "may_record": may_record_needs(request.membership)}
    return render(request, "offers/needs.html", context)


def new_need(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    may_record_needs(request.membership).or_refuse()
    territory = places_of(request.alliance)
    form = NeedForm(
        request.POST or None, territory=territory, language=language(), when={}, group=simple_group({})
    )
    if request.method == "POST" and form.is_valid():
        try:
            need = record_need(request.membership, **form.deed())
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The need “%(label)s” was recorded.") % {"label": need})
            return redirect("offers:needs", alliance_slug)
    return render(request, "offers/need.html", {"form": form})


def edit_need_view(request: AllianceRequest, alliance_slug: str, need_id: int) -> HttpResponse:
    may_record_needs(request.membership).or_refuse()
    need = get_object_or_404(needs_here(), pk=need_id)
    form = _form_for(request, need)
    if request.method == "POST" and form.is_valid():
        try:
            edit_need(request.membership, need, seen=version_of(need), **form.deed())
        except ChangedMeanwhile:
            return edit_need_view(request, alliance_slug, need_id)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The need was changed."))
            tell_merged(request, form)
            return redirect("offers:needs", alliance_slug)
    return render(request, "offers/need.html", {"form": form, "need": need})


def _form_for(request: AllianceRequest, need: Need) -> NeedForm:
    return NeedForm(
        request.POST or None,
        territory=places_of(request.alliance),
        language=language(),
        when=need.when,
        group=simple_group(need.when),
        initial={**{name: getattr(need, name) for name in COLUMNS}, "places": need.places.all()},
        who_changed=who_changed(need, request.alliance.slug),
    )


@require_POST
def remove_need_view(request: AllianceRequest, alliance_slug: str, need_id: int) -> HttpResponse:
    may_record_needs(request.membership).or_refuse()
    need = get_object_or_404(needs_here(), pk=need_id)
    remove_need(request.membership, need)
    messages.success(request, _("The need was removed. What it said stands in the journal."))
    return redirect("offers:needs", alliance_slug)
