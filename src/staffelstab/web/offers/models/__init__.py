from __future__ import annotations

from staffelstab.web.offers.models.needs import Need
from staffelstab.web.offers.models.offers import Listing, Offer
from staffelstab.web.offers.models.releases import NeedRelease

__all__ = ["Listing", "Need", "NeedRelease", "Offer"]
