from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest, Membership
from staffelstab.web.offers.actions.confirm_offer import confirm_offer
from staffelstab.web.offers.actions.end_offer import end_offer
from staffelstab.web.offers.actions.unlist_offer import unlist_offer
from staffelstab.web.offers.forms import EndForm
from staffelstab.web.offers.models import Offer
from staffelstab.web.offers.pathway import offer_sentences, read_offer
from staffelstab.web.offers.phrases import category_word
from staffelstab.web.offers.queries import (
    confirmation_of,
    history_of,
    is_over,
    months_of_start,
    offers_here,
    typical_next,
    uses_of,
)
from staffelstab.web.offers.rules import (
    may_confirm_offer,
    may_edit_offer,
    may_end_offer,
    may_list_offers,
    may_unlist_offer,
)
from staffelstab.web.offers.views.choices import language


def offer_detail(request: AllianceRequest, alliance_slug: str, offer_id: int) -> HttpResponse:
    """Who may enter, what changes, how does it go on?"""
    today = timezone.localdate()
    offer = get_object_or_404(offers_here(), pk=offer_id)
    context = {
        "offer": offer,
        "category": category_word(offer.category),
        "confirmation": confirmation_of(offer, today=today),
        "has_ended": is_over(offer, today),
        "start_months": months_of_start(offer),
        "sentences": offer_sentences(read_offer(offer), language(), today=today),
        "next": typical_next(offer, today=today),
        "history": history_of(offer, request.alliance),
        **_permissions(request.membership, offer, today),
    }
    return render(request, "offers/detail.html", context)


def _permissions(person: Membership, offer: Offer, today: date) -> dict[str, Any]:
    has_ended = offer.has_ended(today)
    return {
        "may_edit": may_edit_offer(person, offer),
        "may_confirm": may_confirm_offer(person, offer) and not has_ended,
        "may_end": may_end_offer(person, offer),
        "may_list": may_list_offers(person),
        "may_unlist": may_unlist_offer(person, uses=uses_of(offer)),
        "end_form": EndForm(initial={"last_day": offer.ended_on or today}),
    }


@require_POST
def confirm_offer_view(request: AllianceRequest, alliance_slug: str, offer_id: int) -> HttpResponse:
    offer = get_object_or_404(offers_here(), pk=offer_id)
    try:
        confirm_offer(request.membership, offer, today=timezone.localdate())
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        thanks = _("Thank you. It is recorded that “%(title)s” is still correct.")
        messages.success(request, thanks % {"title": offer})
    return redirect("offers:detail", alliance_slug, offer_id)


@require_POST
def end_offer_view(request: AllianceRequest, alliance_slug: str, offer_id: int) -> HttpResponse:
    """Without a day the report is taken back."""
    offer = get_object_or_404(offers_here(), pk=offer_id)
    may_end_offer(request.membership, offer).or_refuse()
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please give the last day, such as 31.12.2026. Nothing was changed."))
        return redirect("offers:detail", alliance_slug, offer_id)
    ended = end_offer(request.membership, offer, last_day=form.cleaned_data["last_day"]).ended_on
    said = _("The end of the offer was recorded.") if ended else _("The report of an end was taken back.")
    messages.success(request, said)
    return redirect("offers:detail", alliance_slug, offer_id)


@require_POST
def unlist_offer_view(request: AllianceRequest, alliance_slug: str, offer_id: int) -> HttpResponse:
    offer = get_object_or_404(offers_here(), pk=offer_id)
    unlist_offer(request.membership, offer)
    messages.success(request, _("“%(title)s” is no longer listed here.") % {"title": offer})
    return redirect("offers:list", alliance_slug)
