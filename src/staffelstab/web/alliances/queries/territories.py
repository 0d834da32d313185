"""Who is responsible where: for each type of authority and each municipality, with overlaps and holes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from django.db.models import QuerySet

from staffelstab.web.alliances.models import ActorType, Alliance, Organisation, Place
from staffelstab.web.alliances.queries.alliance import participations, places_of

AUTHORITIES = ("jobcenter", "arbeitsagentur", "auslaenderbehoerde", "jugendamt", "schulamt")
"""The authorities whose catchments differ from each other; shown when nobody chooses."""


@dataclass(frozen=True)
class Responsible:
    """An organisation with the letter that stands for it in drawing and table."""

    organisation: Organisation
    participation_id: int
    letter: str


@dataclass(frozen=True)
class Catchment:
    """One type of actor over all municipalities of the district."""

    actor_type: ActorType
    responsible: list[Responsible]
    by_place: dict[str, list[Responsible]]
    places: list[Place]

    @property
    def holes(self) -> list[Place]:
        """Where nobody of this type is responsible, as far as it is recorded."""
        return [place for place in self.places if not self.by_place[place.pk]]

    @property
    def overlaps(self) -> list[Place]:
        return [place for place in self.places if len(self.by_place[place.pk]) > 1]

    @property
    def without_territory(self) -> list[Responsible]:
        """They take part, but it is not recorded where they are responsible in this district."""
        somewhere = {one.letter for there in self.by_place.values() for one in there}
        return [one for one in self.responsible if one.letter not in somewhere]


@dataclass(frozen=True)
class PlaceRow:
    """One line of the table of equal power: a municipality and who is responsible, type by type."""

    place: Place
    cells: list[list[Responsible]]


def catchments(alliance: Alliance, keys: Iterable[str], *, today: date) -> list[Catchment]:
    """In the order of the keys; types that do not exist are left out."""
    wanted = list(dict.fromkeys(keys))
    types = ActorType.objects.in_bulk(wanted)
    places = list(places_of(alliance))
    here = participations(today=today).filter(organisation__actor_type__in=wanted)
    rows = [
        (
            participation.pk,
            participation.organisation,
            {p.pk for p in participation.organisation.territory.all()},
        )
        for participation in here.prefetch_related("organisation__territory")
    ]
    return [
        _catchment(types[key], [row for row in rows if row[1].actor_type_id == key], places)
        for key in wanted
        if key in types
    ]


def _catchment(
    actor_type: ActorType, rows: list[tuple[int, Organisation, set[str]]], places: list[Place]
) -> Catchment:
    inside = {place.pk for place in places}
    rows = sorted(rows, key=lambda row: (-len(row[2] & inside), row[1].name, row[0]))
    lettered = [(Responsible(org, pk, letter(at)), territory) for at, (pk, org, territory) in enumerate(rows)]
    by_place = {place.pk: [one for one, territory in lettered if place.pk in territory] for place in places}
    return Catchment(actor_type, [one for one, _territory in lettered], by_place, places)


def letter(number: int) -> str:
    """A, B, …, Z, AA, AB, …"""
    before, last = divmod(number, len(ascii_uppercase))
    return (letter(before - 1) if before else "") + ascii_uppercase[last]


def rows_by_place(found: list[Catchment], places: Iterable[Place]) -> list[PlaceRow]:
    return [PlaceRow(place, [each.by_place[place.pk] for each in found]) for place in places]


def types_to_choose(*, today: date) -> QuerySet[ActorType]:
    """Types somebody stands for here, and the authorities that are shown anyway."""
    present = participations(today=today).values("organisation__actor_type")
    known = ActorType.objects.select_related("field")
    return (known.filter(pk__in=present) | known.filter(pk__in=AUTHORITIES)).distinct()
