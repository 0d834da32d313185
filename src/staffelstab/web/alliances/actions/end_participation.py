from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Contact, Membership, Participation, Seat
from staffelstab.web.alliances.models.bodies import is_open_or_ends_after
from staffelstab.web.alliances.rules import may_end_participation
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def end_participation(person: Membership, participation: Participation, *, until: date) -> Participation:
    """An organisation leaves the alliance with the end of a day, and its seats and contacts with it; history stays."""
    may_end_participation(person).or_refuse()
    participation = Participation.objects.select_for_update().get(pk=participation.pk)
    participation.until = until
    participation.full_clean()
    participation.save(update_fields=("until",))
    ended = {kind: _end(rows, until) for kind, rows in _hanging_on(participation).items()}
    write_entry(
        person,
        "alliances.end_participation",
        participation.organisation,
        alliance_key=person.alliance.slug,
        before={"until": None},
        after={"until": until, **ended},
    )
    return participation


def _hanging_on(participation: Participation) -> dict[str, QuerySet[Any]]:
    whose = {"organisation": participation.organisation_id}
    return {
        "seats_ended": Seat.objects.select_for_update().filter(**whose),
        "contacts_ended": Contact.objects.select_for_update().filter(**whose),
    }


def _end(rows: QuerySet[Any], until: date) -> int:
    open_rows = rows.filter(is_open_or_ends_after(until))
    if any(row.valid_from > until for row in open_rows):
        raise ValidationError({"until": _("A seat or contact of this organisation begins after this day.")})
    return int(open_rows.update(valid_to=until))
