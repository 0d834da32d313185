from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.concepts.actions.add_station import add_station
from staffelstab.web.concepts.actions.mark_entry_point import mark_entry_point
from staffelstab.web.concepts.actions.remove_station import remove_station
from staffelstab.web.concepts.forms import EntryPointForm, RevisionForm, StationForm
from staffelstab.web.concepts.models import Station
from staffelstab.web.concepts.queries.boards import offers_to_add
from staffelstab.web.concepts.rules import may_edit_concept
from staffelstab.web.concepts.views.deeds import back_to, do_and_show
from staffelstab.web.concepts.views.pages import concept_here


@require_POST
def add_station_view(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    concept = concept_here(concept_id)
    may_edit_concept(request.membership, concept).or_refuse()
    form = StationForm(request.POST, offers=offers_to_add(concept))
    if not form.is_valid():
        messages.error(request, _("Please choose an offer. Nothing was changed."))
        return back_to(request, concept, QueryDict(request.POST.get("view", "")))
    said = _("Station added: %(offer)s.") % {"offer": form.cleaned_data["offer"]}
    return do_and_show(
        request, concept, lambda: add_station(request.membership, concept, **form.cleaned_data), said
    )


@require_POST
def remove_station_view(
    request: AllianceRequest, alliance_slug: str, concept_id: int, station_id: int
) -> HttpResponse:
    concept = concept_here(concept_id)
    may_edit_concept(request.membership, concept).or_refuse()
    station = get_object_or_404(Station.objects.select_related("offer"), concept=concept, pk=station_id)
    revision = revision_of(request)
    said = _("Station removed: %(offer)s.") % {"offer": station.offer}
    return do_and_show(
        request,
        concept,
        lambda: remove_station(request.membership, concept, revision=revision, station=station),
        said,
    )


@require_POST
def mark_entry_point_view(
    request: AllianceRequest, alliance_slug: str, concept_id: int, station_id: int
) -> HttpResponse:
    concept = concept_here(concept_id)
    may_edit_concept(request.membership, concept).or_refuse()
    station = get_object_or_404(Station.objects.select_related("offer"), concept=concept, pk=station_id)
    form = EntryPointForm(request.POST)
    begins = form.is_valid() and form.cleaned_data["is_entry_point"]
    text = _("People can begin at: %(offer)s.") if begins else _("No entry point any more: %(offer)s.")
    return do_and_show(
        request,
        concept,
        lambda: mark_entry_point(
            request.membership, concept, revision=revision_of(request), station=station, is_entry_point=begins
        ),
        text % {"offer": station.offer},
    )


def revision_of(request: AllianceRequest) -> int:
    """The revision on which the page rested; none fits no concept, so it counts as changed meanwhile."""
    form = RevisionForm(request.POST)
    return int(form.cleaned_data["revision"]) if form.is_valid() else 0
