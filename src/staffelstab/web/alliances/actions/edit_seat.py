from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import Body, Membership, Place, Seat
from staffelstab.web.alliances.rules import may_edit_bodies
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.kit.meanwhile import require_unchanged
from staffelstab.web.kit.plain_values import fingerprint


@transaction.atomic
def edit_seat(
    person: Membership,
    seat: Seat,
    *,
    valid_from: date,
    valid_to: date | None,
    function: str,
    deputy: str,
    vote: str,
    places: Iterable[Place],
    seen: str = "",
) -> Seat:
    """Correct or end a seat; the organisation stays, another one gets a seat of its own."""
    may_edit_bodies(person).or_refuse()
    Body.objects.select_for_update().get(pk=seat.body_id)
    seat = Seat.objects.select_for_update(of=("self",)).select_related("organisation", "body").get(pk=seat.pk)
    require_unchanged(seen, version_of(seat))
    before = seat.described
    seat.function, seat.deputy, seat.vote = function.strip(), deputy.strip(), vote
    seat.valid_from, seat.valid_to = valid_from, valid_to
    seat.full_clean()
    seat.save()
    seat.places.set(places)
    write_entry(
        person,
        "alliances.edit_seat",
        seat,
        alliance_key=person.alliance.slug,
        before=before,
        after=seat.described,
    )
    return seat


def version_of(seat: Seat) -> str:
    return fingerprint(seat.described)
