from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Body, Membership, Seat
from staffelstab.web.alliances.models.bodies import is_open_or_ends_after
from staffelstab.web.alliances.rules import may_edit_bodies
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def end_body(person: Membership, body: Body, *, last_day: date) -> Body:
    """The body ends with a day, and its open seats with it. Everything stays to be looked up."""
    may_edit_bodies(person).or_refuse()
    body = Body.objects.select_for_update().get(pk=body.pk)
    sitting = Seat.objects.select_for_update(of=("self",)).filter(is_open_or_ends_after(last_day), body=body)
    if any(seat.valid_from > last_day for seat in sitting):
        raise ValidationError({"last_day": _("There are seats that begin after this day.")})
    if body.former_names.filter(valid_to__gte=last_day).exists():
        raise ValidationError({"last_day": _("It got its present name after this day.")})
    body.valid_to = last_day
    body.full_clean()
    body.save(update_fields=("valid_to",))
    ended = sitting.update(valid_to=last_day)
    write_entry(
        person,
        "alliances.end_body",
        body,
        alliance_key=person.alliance.slug,
        before={"valid_to": None},
        after={"valid_to": last_day, "seats_ended": ended},
    )
    return body
