"""Municipality by municipality: whom one asks there, and who speaks for it in which body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from staffelstab.web.alliances.models import Alliance, Place, Seat
from staffelstab.web.alliances.queries.alliance import places_of
from staffelstab.web.alliances.queries.bodies import seats_by_place, seats_on
from staffelstab.web.alliances.queries.contacts import Reader, SeenContact, by_place, contacts_for


@dataclass(frozen=True)
class Town:
    place: Place
    contacts: list[SeenContact]
    seats: list[Seat]


@dataclass(frozen=True)
class Towns:
    """``for_all``: contacts that are not named for single municipalities."""

    rows: list[Town]
    for_all: list[SeenContact]


def towns(alliance: Alliance, reader: Reader, *, today: date) -> Towns:
    contacts = contacts_for(reader, today=today)
    named, sitting = by_place(contacts), seats_by_place(seats_on(today))
    rows = [Town(place, named.get(place.pk, []), sitting.get(place.pk, [])) for place in places_of(alliance)]
    return Towns(rows, [contact for contact in contacts if contact.covers_all])
