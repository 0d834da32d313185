"""Fixed words of this room."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

CATEGORIES = {
    "language": _("Language"),
    "school": _("School"),
    "vocational_preparation": _("Vocational preparation"),
    "training": _("Training"),
    "work": _("Work"),
    "counselling": _("Counselling"),
    "status_step": _("Residence status"),
    "childcare_support": _("Childcare"),
}
OPENNESS = {
    "open": _("open"),
    "conditional": _("open under conditions"),
    "uncertain": _("uncertain"),
    "closed": _("closed"),
}

DEEDS = {
    "offers.create_offer": _("recorded"),
    "offers.create_offers": _("taken over from a list"),
    "offers.edit_offer": _("changed"),
    "offers.confirm_offer": _("confirmed as still correct"),
    "offers.end_offer": _("end reported"),
    "offers.list_offer": _("listed here"),
    "offers.unlist_offer": _("taken off the list"),
}
PARTS = {
    "title": _("title"),
    "kind": _("kind"),
    "months": _("duration in months"),
    "organisation": _("provider"),
    "funding": _("funding"),
    "valid_from": _("offered from"),
    "valid_to": _("offered to"),
    "territory": _("municipalities"),
    "start_months": _("months in which it starts"),
    "places": _("places"),
    "category": _("field of work"),
    "conditions": _("further entry conditions"),
    "risks": _("risks"),
    "sources": _("sources"),
    "assumptions": _("assumptions"),
    "access": _("entry conditions"),
    "outcomes": _("outcomes"),
}


def category_word(key: str) -> str:
    """Categories of the catalogue are translated; an own word stays as it is."""
    return str(CATEGORIES.get(key, key)) if key else gettext("without category")
