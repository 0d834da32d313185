"""What the forms of this room offer to choose from."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from staffelstab.web.alliances.models import AllianceRequest, Organisation
from staffelstab.web.alliances.queries import organisations, places_of
from staffelstab.web.funding.models import Funding
from staffelstab.web.offers.models import Offer


def language() -> str:
    return get_language() or "de"


def choices_of(request: AllianceRequest, offer: Offer | None = None) -> dict[str, Any]:
    """Places, providers, fundings. Whoever is no core member records offers of the own organisation only.

    The provider that is recorded already stays a choice, even when it takes part no longer.
    """
    known = organisations(today=timezone.localdate())
    if offer is not None and offer.organisation_id:
        known = known | Organisation.objects.filter(pk=offer.organisation_id)
    if not request.membership.is_core_member:
        known = Organisation.objects.filter(pk__in=[request.membership.organisation_id or 0])
    return {"places": places_of(request.alliance), "organisations": known, "fundings": Funding.objects.all()}
