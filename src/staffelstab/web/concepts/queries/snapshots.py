"""A concept as it stands, in few numbers, so that two moments can be compared and the earlier one brought back."""

from __future__ import annotations

from typing import Any

from staffelstab.web.concepts.models import HANDOVER_PARTS, Concept, Station, Transition

CONCEPT_FIELDS = (
    "title", "date", "valid_from", "valid_to", "scales", "profiles", "goals", "settings", "places", "file_keys",
    "notes", "sources", "assumption_note",
)  # fmt: skip
STATION_FIELDS = ("is_entry_point", "position")
TRANSITION_FIELDS = ("state", "when", "condition", "agreement", "assumptions", "position", *HANDOVER_PARTS)
DATES = ("date", "valid_from", "valid_to")

Rows = dict[str, Any]


def snapshot_of(concept: Concept) -> dict[str, Rows]:
    """Fields of the concept, stations by offer, transitions by pair of offers."""
    stations = list(Station.objects.filter(concept=concept).values("pk", "offer_id", *STATION_FIELDS))
    offer_of = {row["pk"]: row["offer_id"] for row in stations}
    transitions = Transition.objects.filter(concept=concept).values(
        "origin_id", "target_id", *TRANSITION_FIELDS
    )
    return {
        "concept": {name: _plain(getattr(concept, name)) for name in CONCEPT_FIELDS},
        "others": {str(pk): True for pk in concept.other_offers.order_by("pk").values_list("pk", flat=True)},
        "stations": {str(row["offer_id"]): {n: row[n] for n in STATION_FIELDS} for row in stations},
        "transitions": {
            f"{offer_of[row['origin_id']]}>{offer_of[row['target_id']]}": {
                n: row[n] for n in TRANSITION_FIELDS
            }
            for row in transitions
        },
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def differences(before: dict[str, Rows], after: dict[str, Rows]) -> tuple[dict[str, Rows], dict[str, Rows]]:
    """What was, and what became of it; None where a row did not exist."""
    was: dict[str, Rows] = {}
    became: dict[str, Rows] = {}
    for part in before:
        for key in {**before[part], **after[part]}:
            old, new = before[part].get(key), after[part].get(key)
            if old != new:
                was.setdefault(part, {})[key] = old
                became.setdefault(part, {})[key] = new
    return was, became
