"""The regular system: scales, profiles and usual transitions of the catalogue, ready for a new concept."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from staffelstab.engine import files
from staffelstab.engine.model import (
    Concept,
    Offer,
    Pathway,
    Period,
    Settings,
    Transition,
    TransitionState,
)
from staffelstab.programmes import catalogue, regular_system
from staffelstab.web.concepts.pathway.documents import Document

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


@lru_cache(maxsize=8)
def regular_document(start: date, end: date) -> Document:
    """The regular system with everything that existed between two days, as a document: no places, no providers.

    What lies behind the goals is in it too: the law changes there as well.
    """
    wanted = {entry.key for entry in catalogue.entries() if entry.track == "regular"}
    offers = tuple(o for o in catalogue.offers() if o.key in wanted and _meets(o.period, start, end))
    stations = {offer.key: offer for offer in offers}
    arrows = tuple(
        Transition(origin, target, TransitionState.AIMED)
        for origin, target in regular_system.transitions()
        if origin in stations and target in stations and origin != target
    )
    concept = Concept(
        stations=tuple(stations),
        entry_points=tuple(sorted(regular_system.entry_points() & stations.keys())),
        transitions=arrows,
        goals=regular_system.goals(),
    )
    return files.to_document(
        Pathway(
            title="-",
            scales=catalogue.scales(),
            offers=offers,
            concept=concept,
            profiles=catalogue.profile_space(),
            date=start,
        )
    )


def _meets(period: Period, start: date, end: date) -> bool:
    return (period.valid_from is None or period.valid_from <= end) and (
        period.valid_to is None or period.valid_to >= start
    )
