"""Offers as services of the Human Services Data Specification 3.

What the specification has no place for stands in ``attributes``, named by our heading, so that nothing is lost.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

OWN = "staffelstab:"
NAMESPACE = uuid.UUID("6f1f4a44-9c0e-5d5b-9a53-0a3f6a0f2a11")
STANDARD = {"name": "Titel", "alternate_name": "Kurztitel", "eligibility_description": "Zugang"}


def write_services(rows: Iterable[Mapping[str, str]]) -> bytes:
    """``rows``: our headings → text; ``key`` is what an offer is called for good."""
    services = [service(row) for row in rows]
    return json.dumps({"contents": services}, ensure_ascii=False, indent=1).encode()


def service(row: Mapping[str, str]) -> dict[str, Any]:
    key = row["key"]
    standard = {name: row[heading] for name, heading in STANDARD.items() if row.get(heading)}
    own = [
        {
            "id": _id(key, heading),
            "link_type": f"{OWN}{heading}",
            "link_entity": "service",
            "value": text,
        }
        for heading, text in row.items()
        if text and heading not in ("key", "Status", "Träger", *STANDARD.values())
    ]
    status = "inactive" if row.get("Status") == "beendet" else "active"
    found: dict[str, Any] = {"id": _id(key), **standard, "status": status}
    source = next((line for line in row.get("Quelle", "").splitlines() if line.startswith("http")), "")
    if source:
        found["url"] = source
    if row.get("Träger"):
        provider = row["Träger"]
        found["organization"] = {
            "id": _id("organization", provider),
            "name": provider,
            "description": provider,
        }
    areas = [part.strip() for part in row.get("Gemeinde", "").split(";") if part.strip()]
    if areas:
        found["service_areas"] = [{"id": _id(key, "area", area), "name": area} for area in areas]
    return found | ({"attributes": own} if own else {})


def _id(*parts: str) -> str:
    """The same thing has the same id in every export."""
    return str(uuid.uuid5(NAMESPACE, "\n".join(parts)))


def own_record(record: Mapping[str, Any]) -> dict[str, Any] | None:
    """A service that we wrote, as a row of our headings; nothing when others wrote it."""
    attributes = record.get("attributes")
    if not isinstance(attributes, list) or not all(isinstance(each, dict) for each in attributes):
        return None
    own = {
        str(each["link_type"]).removeprefix(OWN): each.get("value", "")
        for each in attributes
        if str(each.get("link_type", "")).startswith(OWN)
    }
    if not own:
        return None
    row = {heading: record.get(name, "") for name, heading in STANDARD.items()}
    provider = record.get("organization")
    row["Träger"] = provider.get("name", "") if isinstance(provider, dict) else ""
    row["Status"] = "beendet" if record.get("status") in ("inactive", "defunct") else "aktiv"
    return row | own
