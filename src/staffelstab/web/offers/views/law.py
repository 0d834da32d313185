from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.offers.actions.decide_law_change import decide_law_change
from staffelstab.web.offers.forms import LawDecisionForm
from staffelstab.web.offers.models import Offer
from staffelstab.web.offers.queries import offers_here
from staffelstab.web.offers.queries.law import decisions_here, law_notices
from staffelstab.web.offers.rules import may_edit_offer, may_record_offers


def law(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """What has the law changed, and which of our offers does it touch?"""
    notices = law_notices(today=timezone.localdate())
    person = request.membership
    decidable = {
        touched.offer.pk for n in notices for touched in n.touched if may_edit_offer(person, touched.offer)
    }
    context = {
        "ahead": [notice for notice in notices if notice.is_ahead],
        "now": [notice for notice in notices if not notice.is_ahead],
        "decided": decisions_here(),
        "decidable": decidable,
        "may_decide": bool(decidable),
    }
    return render(request, "offers/law.html", context)


@require_POST
def decide_law(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """The same decision for all chosen offers; one that cannot be decided is named."""
    may_record_offers(request.membership).or_refuse()
    offers = offers_here().exclude(catalogue_key="").in_bulk()
    form = LawDecisionForm(request.POST, offers=list(offers))
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("offers:law", alliance_slug)
    done = sum(_decide(request, offers[pk], form) for pk in form.cleaned_data["offer"])
    if done:
        text = ngettext("Decided for %(count)d offer.", "Decided for %(count)d offers.", done)
        messages.success(request, text % {"count": done})
    return redirect("offers:law", alliance_slug)


def _decide(request: AllianceRequest, offer: Offer, form: LawDecisionForm) -> bool:
    said = {name: form.cleaned_data[name] for name in ("change", "decision", "reason")}
    try:
        decide_law_change(request.membership, offer, today=timezone.localdate(), **said)
    except ValidationError as problem:
        messages.error(request, f"{offer}: {' '.join(problem.messages)}")
        return False
    return True
