"""In which lane a station stands: the field of its provider, or the phase of the way it belongs to."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from staffelstab.web.concepts.models import Station

BY_FIELD, BY_PHASE = "field", "phase"
PHASE_OF: Mapping[str, str] = {
    "counselling": "arrive",
    "childcare_support": "arrive",
    "status_step": "law",
    "language": "language",
    "school": "school",
    "vocational_preparation": "preparation",
    "training": "training",
    "work": "work",
}


def phases() -> dict[str, str]:
    """In the order of the way."""
    return {
        "arrive": _("arrive"),
        "law": _("residence and permissions"),
        "language": _("language"),
        "school": _("school"),
        "preparation": _("preparation"),
        "training": _("training"),
        "work": _("work"),
        "other": _("other"),
    }


def lane_of(station: Station, by: str) -> str:
    if by == BY_PHASE:
        return phases()[PHASE_OF.get(station.offer.category, "other")]
    organisation = station.offer.organisation
    return str(organisation.actor_type.field) if organisation else _("without a provider")


def lanes_of(stations: list[Station], by: str) -> tuple[str, ...]:
    """From top to bottom, goals last."""
    if by == BY_PHASE:
        return (*phases().values(), _("goals"))
    fields = {s.offer.organisation.actor_type.field for s in stations if s.offer.organisation}
    named = [str(field) for field in sorted(fields, key=lambda field: field.position)]
    return (*named, _("without a provider"), _("goals"))
