from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest, Membership
from staffelstab.web.concepts.rules import may_edit_concepts
from staffelstab.web.desk.queries import checked_findings_card, desk_of, newest_concept
from staffelstab.web.offers.actions.confirm_offer import confirm_offer
from staffelstab.web.offers.queries import offers_here


def today(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """What is waiting for me?"""
    context = {
        "desk": desk_of(request.membership, today=timezone.localdate()),
        "may_edit": may_edit_concepts(request.membership),
        "own_offers": _own_offers(request.membership),
    }
    return render(request, "desk/today.html", context)


def _own_offers(person: Membership) -> str:
    """Narrows the list of offers to those this person answers for."""
    return "" if person.is_coordinator else f"&provider={person.organisation_id}"


def findings(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """The card of the findings, fetched by the page after it has been shown."""
    if not request.htmx:
        return redirect("desk:today", alliance_slug)
    concept = newest_concept()
    if concept is None:
        raise Http404
    return render(request, "desk/_findings.html", {"card": checked_findings_card(concept)})


@require_POST
def confirm(request: AllianceRequest, alliance_slug: str, offer_id: int) -> HttpResponse:
    offer = get_object_or_404(offers_here(), pk=offer_id)
    try:
        confirm_offer(request.membership, offer, today=timezone.localdate())
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        thanks = _("Thank you. It is recorded that “%(title)s” is still correct.")
        messages.success(request, thanks % {"title": offer})
    return redirect("desk:today", alliance_slug)
