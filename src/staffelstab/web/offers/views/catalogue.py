from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.alliances.queries import places_of
from staffelstab.web.offers.actions.create_offer_from_catalogue import create_offer_from_catalogue
from staffelstab.web.offers.actions.list_offer import list_offer
from staffelstab.web.offers.forms import CatalogueOfferForm
from staffelstab.web.offers.models import Offer
from staffelstab.web.offers.pathway import catalogue_item, catalogue_sentences
from staffelstab.web.offers.queries import catalogue_by_category, offers_of_partners_elsewhere
from staffelstab.web.offers.queries.search import offers_of_neighbours
from staffelstab.web.offers.rules import may_list_offers, may_record_offers
from staffelstab.web.offers.views.choices import choices_of, language


def catalogue(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """Which offer of the catalogue exists here?"""
    may_record_offers(request.membership).or_refuse()
    may_list = may_list_offers(request.membership)
    context = {
        "groups": catalogue_by_category(),
        "elsewhere": offers_of_partners_elsewhere(today=timezone.localdate()) if may_list else (),
    }
    return render(request, "offers/catalogue.html", context)


def new_from_catalogue(request: AllianceRequest, alliance_slug: str, catalogue_key: str) -> HttpResponse:
    may_record_offers(request.membership).or_refuse()
    item = catalogue_item(catalogue_key, language())
    if item is None:
        raise Http404
    own = request.membership.organisation_id
    initial = {"title": item.title, "organisation": own, "territory": choices_of(request)["places"]}
    form = CatalogueOfferForm(request.POST or None, initial=initial, **choices_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            offer = create_offer_from_catalogue(
                request.membership, catalogue_key=catalogue_key, **form.deed()
            )
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The offer “%(title)s” was recorded.") % {"title": offer})
            return redirect("offers:detail", alliance_slug, offer.pk)
    sentences = catalogue_sentences(catalogue_key, language(), today=timezone.localdate())
    return render(
        request, "offers/new_from_catalogue.html", {"form": form, "item": item, "sentences": sentences}
    )


@require_POST
def list_offer_view(request: AllianceRequest, alliance_slug: str, offer_id: int) -> HttpResponse:
    """An offer by a partner of ours, or for people from our municipalities, that another alliance recorded."""
    may_list_offers(request.membership).or_refuse()
    partners = offers_of_partners_elsewhere(today=timezone.localdate())
    neighbours = offers_of_neighbours(places_of(request.alliance))
    known = Q(pk__in=partners.values("pk")) | Q(pk__in=neighbours.values("pk"))
    offer = get_object_or_404(Offer.objects.filter(known), pk=offer_id)
    list_offer(request.membership, offer)
    messages.success(request, _("“%(title)s” is now listed here too.") % {"title": offer})
    return redirect("offers:detail", alliance_slug, offer_id)
