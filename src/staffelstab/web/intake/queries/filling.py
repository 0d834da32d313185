"""Plain values of a row as what deeds want."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from staffelstab.web.alliances.models import ActorType, Alliance, Organisation, Place
from staffelstab.web.intake.pathway import EVERYWHERE
from staffelstab.web.intake.queries.plans import ended_on
from staffelstab.web.offers.enums import CountOf, Kind


class Filling:
    """Knows the rows behind the keys; asked once per batch."""

    def __init__(self, alliance: Alliance, *, today: date) -> None:
        self.today = today
        self.types = ActorType.objects.in_bulk()
        self.places = Place.objects.in_bulk()
        self.here = [place for place in self.places.values() if place.district_key == alliance.district_key]

    def territory(self, said: Any) -> list[Place]:
        if said == EVERYWHERE:
            return self.here
        return [self.places[key] for key in said or () if key in self.places]

    def organisation(self, values: Mapping[str, Any]) -> dict[str, Any]:
        texts = ("name", "short_name", "website", "phone", "email", "contact_function")
        return {name: str(values.get(name) or "") for name in texts} | {
            "actor_type": self.types[values["actor_type"]],
            "territory": self.territory(values.get("territory")),
        }

    def offer(
        self,
        values: Mapping[str, Any],
        organisation: Organisation | None,
        definition: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        lists = {
            name: [line.strip() for line in str(values.get(name) or "").splitlines() if line.strip()]
            for name in ("conditions", "sources")
        }
        kept = {name: value for name, value in (definition or {}).items() if name not in lists}
        return {
            "title": str(values["title"]),
            "short_title": str(values.get("short_title") or ""),
            "kind": values.get("kind") or Kind.MEASURE.value,
            "category": str(values.get("category") or ""),
            "organisation": organisation,
            "months": values.get("months") or 0,
            "places": values.get("places"),
            "valid_from": _day(values.get("valid_from")),
            "valid_to": _day(values.get("valid_to")),
            "everywhere": values.get("territory") == EVERYWHERE,
            "territory": []
            if values.get("territory") == EVERYWHERE
            else self.territory(values.get("territory")),
            "definition": kept | {name: lines for name, lines in lists.items() if lines},
        }

    def need(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "label": str(values["label"]),
            "places": []
            if values.get("territory") == EVERYWHERE
            else self.territory(values.get("territory")),
            "minimum": values.get("minimum"),
            "maximum": values.get("maximum"),
            "wording": str(values.get("wording") or ""),
            "count_of": values.get("count_of") or CountOf.PERSONS.value,
            "life_area": str(values.get("life_area") or ""),
            "sex": str(values.get("sex") or ""),
            "benefit_law": str(values.get("benefit_law") or ""),
            "note": str(values.get("note") or ""),
            "method": str(values.get("method") or ""),
            "source": str(values.get("source") or ""),
            "date": _day(values.get("date")),
        }

    def last_day(self, values: Mapping[str, Any]) -> date | None:
        return ended_on(values, today=self.today) if values.get("status") == "ended" else None


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
