from __future__ import annotations

from staffelstab.web.offers.models.needs import Need
from staffelstab.web.offers.models.offers import Listing, Offer

__all__ = ["Listing", "Need", "Offer"]
