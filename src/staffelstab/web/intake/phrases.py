"""Fixed words of this room: fields, doubts, reasons."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "organisations": {
        "name": _("name"),
        "short_name": _("short name"),
        "actor_type": _("type of actor"),
        "territory": _("municipalities"),
        "website": _("website"),
        "phone": _("business telephone"),
        "email": _("business e-mail address"),
        "contact_function": _("contact (function)"),
        "status": _("status (active or ended)"),
        "ended_on": _("ended on"),
        "number": _("official number"),
        "street": _("street (to compare)"),
        "postcode": _("postcode (to compare)"),
        "city": _("town (to compare)"),
        "latitude": _("latitude"),
        "longitude": _("longitude"),
        "easting": _("UTM easting"),
        "northing": _("UTM northing"),
        "epsg": _("coordinate system"),
    },
    "offers": {
        "title": _("title"),
        "short_title": _("short title for drawings"),
        "provider": _("provider"),
        "provider_type": _("type of the provider"),
        "category": _("field of work"),
        "kind": _("kind"),
        "months": _("duration in months"),
        "places": _("places at a time"),
        "valid_from": _("offered from"),
        "valid_to": _("offered to (last day)"),
        "territory": _("municipalities"),
        "conditions": _("further entry conditions"),
        "sources": _("sources"),
        "status": _("status (active or ended)"),
        "ended_on": _("ended on"),
        "number": _("official number"),
        "latitude": _("latitude"),
        "longitude": _("longitude"),
        "easting": _("UTM easting"),
        "northing": _("UTM northing"),
        "epsg": _("coordinate system"),
    },
    "needs": {
        "label": _("group"),
        "territory": _("municipalities"),
        "persons": _("number of persons, also as a range"),
        "minimum": _("at least"),
        "maximum": _("at most"),
        "count_of": _("what is counted"),
        "life_area": _("area of life"),
        "sex": _("sex"),
        "benefit_law": _("benefit law"),
        "note": _("note"),
        "method": _("how the number came about"),
        "source": _("source"),
        "date": _("as of"),
        "number": _("official number"),
    },
}
CONSTANTS = {
    "organisations": ("actor_type", "territory"),
    "offers": ("provider_type", "territory", "category", "kind", "sources"),
    "needs": ("territory", "life_area", "method", "source", "date"),
}
NEEDED = {"organisations": "name", "offers": "title", "needs": "label"}
STATUS_WORDS = {"active": _("active"), "ended": _("ended")}
EXPECTED = {
    "missing": _("This is needed and missing."),
    "too-long": _("The text is too long for this field."),
    "person": _("The text looks like data about a person; it is not stored like this."),
    "word": _("Expected is one of the known words."),
    "place": _("Expected is a municipality: its name or its official key with eight digits."),
    "provider": _("There is an organisation with a similar name. Is it the same one?"),
    "point": _("Only coordinates are given. Proposed is the municipality whose official point is nearest."),
    "day": _("Expected is a day such as 22.11.2026."),
    "whole": _("Expected is a whole number."),
    "range": _("Expected is a number such as 400, “about 400”, “over 400” or “300–400”."),
    "web": _("Expected is the address of a website."),
    "mail": _("Expected is an e-mail address."),
}
REASONS = {
    "number": _("same official number"),
    "name": _("same name"),
    "spelling": _("same name in another spelling"),
    "similar": _("similar name"),
    "street": _("same address"),
    "site": _("same website"),
}
WHY = {
    "heading": _("known heading"),
    "shape": _("values look like it"),
    "private": _("about persons"),
    "rest": _("fits no field"),
    "confirmed": _("confirmed before"),
    "memory": _("remembered from last time"),
}
SHAPES = {
    "municipality_key": _("official municipality key"),
    "mail": _("e-mail address"),
    "day": _("day"),
    "web": _("website"),
    "phone": _("telephone number"),
    "postcode": _("postcode"),
    "number": _("number"),
}
