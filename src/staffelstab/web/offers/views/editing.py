from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.journal.queries import who_changed
from staffelstab.web.kit.meanwhile import ChangedMeanwhile, tell_merged
from staffelstab.web.offers.actions.create_offer import create_offer
from staffelstab.web.offers.actions.edit_offer import edit_offer, version_of
from staffelstab.web.offers.forms import OfferForm
from staffelstab.web.offers.models import Offer
from staffelstab.web.offers.pathway import blank_offer, offer_sentences, read_offer
from staffelstab.web.offers.queries import offers_here
from staffelstab.web.offers.rules import may_edit_offer, may_record_offers
from staffelstab.web.offers.views.choices import choices_of, language

COLUMNS = (
    "title", "short_title", "kind", "category", "organisation", "funding", "months", "places", "start_months",
    "valid_from", "valid_to", "everywhere",
)  # fmt: skip


def new_offer(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """A blank offer, for what the catalogue does not know."""
    may_record_offers(request.membership).or_refuse()
    form = OfferForm(
        request.POST or None,
        pattern=blank_offer(),
        language=language(),
        today=timezone.localdate(),
        initial={"organisation": request.membership.organisation_id},
        **choices_of(request),
    )
    if request.method == "POST" and form.is_valid():
        try:
            offer = create_offer(request.membership, definition=form.definition(), **form.basic())
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The offer “%(title)s” was recorded.") % {"title": offer})
            return redirect("offers:detail", alliance_slug, offer.pk)
    return render(request, "offers/edit.html", {"form": form})


def edit_offer_view(request: AllianceRequest, alliance_slug: str, offer_id: int) -> HttpResponse:
    offer = get_object_or_404(offers_here(), pk=offer_id)
    may_edit_offer(request.membership, offer).or_refuse()
    form = _form_for(request, offer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edit_offer(request.membership, offer, seen=version_of(offer), **_deed(form, offer))
        except ChangedMeanwhile:
            return edit_offer_view(request, alliance_slug, offer_id)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The offer was changed."))
            tell_merged(request, form)
            return redirect("offers:detail", alliance_slug, offer.pk)
    sentences = offer_sentences(read_offer(offer), language(), today=timezone.localdate())
    return render(request, "offers/edit.html", {"form": form, "offer": offer, "sentences": sentences})


def _form_for(request: AllianceRequest, offer: Offer, data: QueryDict | None) -> OfferForm:
    return OfferForm(
        data,
        pattern=read_offer(offer).offer,
        language=language(),
        today=timezone.localdate(),
        category=offer.category,
        initial={
            **{name: getattr(offer, name) for name in COLUMNS},
            "territory": offer.territory.all(),
        },
        who_changed=who_changed(offer, request.alliance.slug),
        **choices_of(request, offer),
    )


def _deed(form: OfferForm, offer: Offer) -> dict[str, Any]:
    """Municipalities beyond this alliance, recorded by another one, stay."""
    said = form.basic()
    known = form.fields["territory"].queryset.values("pk")  # type: ignore[attr-defined]
    beyond = offer.territory.exclude(pk__in=known)
    definition = form.definition()
    said["definition"] = offer.definition if definition is None else definition
    said["territory"] = [*said["territory"], *beyond]
    return said
