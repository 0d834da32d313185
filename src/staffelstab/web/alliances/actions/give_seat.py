from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.enums import Vote
from staffelstab.web.alliances.models import Body, Membership, Organisation, Participation, Place, Seat
from staffelstab.web.alliances.rules import may_edit_bodies
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def give_seat(
    person: Membership,
    body: Body,
    *,
    organisation: Organisation,
    valid_from: date,
    valid_to: date | None = None,
    function: str = "",
    deputy: str = "",
    vote: str = Vote.UNKNOWN,
    places: Iterable[Place] = (),
) -> Seat:
    """An organisation becomes a member of a body, in a function."""
    may_edit_bodies(person).or_refuse()
    body = Body.objects.select_for_update().get(pk=body.pk)
    if not Participation.objects.filter(organisation=organisation).exists():
        raise ValidationError({"organisation": _("This organisation does not take part in the alliance.")})
    seat = Seat(alliance=person.alliance, body=body, organisation=organisation, vote=vote)
    seat.function, seat.deputy = function.strip(), deputy.strip()
    seat.valid_from, seat.valid_to = valid_from, valid_to
    seat.full_clean()
    seat.save()
    seat.places.set(places)
    write_entry(
        person,
        "alliances.give_seat",
        seat,
        alliance_key=person.alliance.slug,
        after={"body": body.name, **seat.described},
    )
    return seat
