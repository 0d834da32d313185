from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.alliances.queries import organisations, places_of
from staffelstab.web.funding.models import Funding
from staffelstab.web.offers.forms import OfferFilterForm
from staffelstab.web.offers.queries import all_categories, count_here, used_fundings
from staffelstab.web.offers.queries.search import NEIGHBOURS, found_offers, rows_of
from staffelstab.web.offers.rules import may_list_offers, may_record_offers
from staffelstab.web.offers.views.choices import language

OFFERS_PER_PAGE = 20


def offer_list(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """What is there, and for whom?"""
    today = timezone.localdate()
    form = _filter(request, today)
    criteria = form.criteria()
    found = found_offers(criteria, today=today, places=places_of(request.alliance))
    page = Paginator(found, OFFERS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(page.object_list, criteria, today=today),
        "has_situation": bool(criteria.situation),
        "from_next_door": criteria.scope == NEIGHBOURS,
        "count_here": count_here(),
        "may_record": may_record_offers(request.membership),
    }
    return render(request, "offers/list.html", context)


def _filter(request: AllianceRequest, today: date) -> OfferFilterForm:
    return OfferFilterForm(
        request.GET,
        language=language(),
        places=places_of(request.alliance),
        providers=organisations(today=today),
        fundings=Funding.objects.filter(pk__in=used_fundings()),
        categories=all_categories(),
        sees_neighbours=bool(may_list_offers(request.membership)),
    )
