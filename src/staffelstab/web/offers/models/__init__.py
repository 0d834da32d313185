from __future__ import annotations

from staffelstab.web.offers.models.inquiries import Answer, Inquiry
from staffelstab.web.offers.models.law import LawDecision
from staffelstab.web.offers.models.needs import Need
from staffelstab.web.offers.models.offers import Listing, Offer
from staffelstab.web.offers.models.releases import NeedRelease
from staffelstab.web.offers.models.statements import Code, Coding, Reading, Statement

__all__ = [
    "Answer",
    "Code",
    "Coding",
    "Inquiry",
    "LawDecision",
    "Listing",
    "Need",
    "NeedRelease",
    "Offer",
    "Reading",
    "Statement",
]
