"""Bodies of the alliance in scope and who sits in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, QuerySet, Value, When

from staffelstab.web.alliances.enums import BodyKind, Vote
from staffelstab.web.alliances.models import Body, Organisation, Seat, valid_on


@dataclass(frozen=True)
class BodyOnADay:
    """A body as it was on a day: its name then, and who sat in it."""

    body: Body
    name: str
    exists: bool
    seats: list[Seat]

    @property
    def votes(self) -> int:
        return sum(seat.vote == Vote.YES for seat in self.seats)

    @property
    def unknown_votes(self) -> int:
        return sum(seat.vote == Vote.UNKNOWN for seat in self.seats)


def bodies() -> QuerySet[Body]:
    """All, also those that ended; core group first, then steering, working and other groups."""
    whens = [When(kind=kind, then=Value(rank)) for rank, kind in enumerate(BodyKind.values)]
    rank = Case(*whens, output_field=IntegerField())
    return Body.objects.alias(rank=rank).order_by("rank", "name", "pk").prefetch_related("former_names")


def seats() -> QuerySet[Seat]:
    return Seat.objects.select_related("organisation", "body").prefetch_related("places")


def seats_on(day: date) -> QuerySet[Seat]:
    """Who is a member of something on this day."""
    return seats().filter(valid_on(day), valid_on(day, "body__"))


def bodies_on(day: date) -> list[BodyOnADay]:
    """Every body that there ever was, with its members on this day."""
    found = bodies().prefetch_related(Prefetch("seats", seats_on(day), to_attr="seats_that_day"))
    return [BodyOnADay(body, body.name_on(day), body.is_valid_on(day), body.seats_that_day) for body in found]


def seats_of(organisation: Organisation) -> QuerySet[Seat]:
    """Also former ones, the newest first."""
    return seats().filter(organisation=organisation).order_by("-valid_from", "pk")


def core_group() -> Body | None:
    """The core group that has no end."""
    return Body.objects.filter(kind=BodyKind.CORE_GROUP, valid_to=None).first()


def sits_in_core_group(organisation: str, day: date) -> Exists:
    """For annotations: ``organisation`` names the field of the row with the number of the organisation."""
    sitting = Seat.objects.filter(valid_on(day), valid_on(day, "body__"), body__kind=BodyKind.CORE_GROUP)
    return Exists(sitting.filter(organisation=OuterRef(organisation)))


def seats_by_place(sitting: Iterable[Seat]) -> dict[str, list[Seat]]:
    """Who represents a municipality, by its key."""
    found: dict[str, list[Seat]] = {}
    for seat in sitting:
        for place in seat.places.all():
            found.setdefault(place.pk, []).append(seat)
    return found
