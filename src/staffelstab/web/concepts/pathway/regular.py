"""The regular system: scales, profiles and usual transitions of the catalogue, ready for a new concept."""

from __future__ import annotations

from typing import Any

from staffelstab.engine import files
from staffelstab.engine.model import Concept, Offer, Pathway, Settings
from staffelstab.programmes import catalogue, regular_system

_DEFAULTS = Settings()
DEFAULT_SETTINGS: dict[str, int] = {
    "horizon_months": _DEFAULTS.horizon_months,
    "waiting_months": _DEFAULTS.waiting_months,
    "most_measures": _DEFAULTS.most_measures,
}


def catalogue_frame() -> dict[str, Any]:
    """scales, profiles and goals in the shape of the file format."""
    pathway = Pathway(
        title="-",
        scales=catalogue.scales(),
        offers=(Offer("-", {"de": "-"}),),
        concept=Concept(goals=regular_system.goals()),
        profiles=catalogue.profile_space(),
    )
    document = files.to_document(pathway)
    return {
        "scales": {"attributes": document["attributes"], "clocks": document["clocks"]},
        "profiles": document["profiles"],
        "goals": document["concept"]["goals"],
    }


def catalogue_transitions() -> tuple[tuple[str, str], ...]:
    """Usual following stations, as pairs of catalogue keys."""
    return regular_system.transitions()


def catalogue_entry_points() -> frozenset[str]:
    """Where people usually come first."""
    return regular_system.entry_points()
