"""Functions, bodies, territories and reasons of an alliance of the demonstration, by the deeds that people use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from staffelstab.web.alliances.actions.add_contact import add_contact
from staffelstab.web.alliances.actions.add_organisation import add_organisation
from staffelstab.web.alliances.actions.edit_organisation import edit_organisation
from staffelstab.web.alliances.actions.edit_seat import edit_seat
from staffelstab.web.alliances.actions.end_body import end_body
from staffelstab.web.alliances.actions.explain_absence import explain_absence
from staffelstab.web.alliances.actions.give_seat import give_seat
from staffelstab.web.alliances.actions.open_body import open_body
from staffelstab.web.alliances.actions.record_involvement import record_involvement
from staffelstab.web.alliances.actions.rename_body import rename_body
from staffelstab.web.alliances.models import (
    ActorType,
    Membership,
    NamedKind,
    Organisation,
    Participation,
    Place,
)
from staffelstab.web.alliances.queries import core_group, seats
from staffelstab.web.demo.pathway import Furniture


@transaction.atomic
def furnish_alliance(
    coordinator: Membership,
    said: Furniture,
    organisations: Mapping[str, Organisation],
    *,
    since: date,
    today: date,
) -> None:
    """Inside the scope of the alliance. ``organisations`` by the keys of the district file."""
    furnishing = Furnishing(coordinator, said, dict(organisations), since)
    furnishing.join()
    furnishing.draw_territories()
    for row in said.involvement:
        kind = NamedKind.objects.get(pk=row["kind"]) if "kind" in row else None
        record_involvement(coordinator, **{**row, "kind": kind})
    furnishing.name_contacts()
    furnishing.count_votes()
    furnishing.open_bodies()
    for row in said.absent:
        actor_type = ActorType.objects.get(pk=row["type"])
        explain_absence(coordinator, actor_type, reason=row["reason"], today=today)


@dataclass(frozen=True)
class Furnishing:
    """What the steps share."""

    coordinator: Membership
    said: Furniture
    organisations: dict[str, Organisation]
    since: date

    def join(self) -> None:
        for row in self.said.organisations:
            self.organisations[row["key"]] = add_organisation(
                self.coordinator,
                name=row["name"],
                actor_type=ActorType.objects.get(pk=row["type"]),
                since=self.since,
                territory=_places(row["territory"]),
            ).organisation

    def draw_territories(self) -> None:
        for key, territory in self.said.territories.items():
            organisation = self.organisations[key]
            edit_organisation(
                self.coordinator,
                Participation.objects.get(organisation=organisation),
                name=organisation.name,
                short_name=organisation.short_name,
                actor_type=organisation.actor_type,
                territory=_places(territory),
                website=organisation.website,
                phone=organisation.phone,
                email=organisation.email,
            )

    def name_contacts(self) -> None:
        for row in self.said.contacts:
            told = {**row, "places": _places(row.get("places", ())), "valid_from": self.since}
            add_contact(self.coordinator, self.organisations[told.pop("organisation")], **told)

    def count_votes(self) -> None:
        """Whoever sits in the core group got the seat when joining; here come vote, deputy, further seats."""
        for key, row in self.said.votes.items():
            seat = seats().get(body__kind="core_group", organisation=self.organisations[key])
            told = {**seat.described, "places": seat.places.all(), **row}
            told.pop("organisation")
            edit_seat(self.coordinator, seat, **told)
        for row in self.said.core_group_seats:
            self._give_seat(core_group(), row)

    def open_bodies(self) -> None:
        for row in self.said.bodies:
            told = {name: row[name] for name in ("kind", "name", "valid_from", "task") if name in row}
            body = open_body(self.coordinator, **told)
            for seat in row["seats"]:
                self._give_seat(body, {"valid_from": max(self.since, body.valid_from), **seat})
            if "renamed" in row:
                rename_body(self.coordinator, body, **row["renamed"])
            if "valid_to" in row:
                end_body(self.coordinator, body, last_day=row["valid_to"])

    def _give_seat(self, body: Any, row: Mapping[str, Any]) -> None:
        told = {**row, "places": _places(row.get("places", ()))}
        told["organisation"] = self.organisations[told["organisation"]]
        told["valid_from"] = max(told["valid_from"], body.valid_from)
        give_seat(self.coordinator, body, **told)


def _places(keys: Any) -> Any:
    return Place.objects.filter(pk__in=list(keys))
