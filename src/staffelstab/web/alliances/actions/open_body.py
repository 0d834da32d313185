from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import Alliance, Body, Membership
from staffelstab.web.alliances.rules import may_edit_bodies
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def open_body(person: Membership, *, kind: str, name: str, valid_from: date, task: str = "") -> Body:
    """A body that exists from a day on. There is one core group without an end at a time."""
    may_edit_bodies(person).or_refuse()
    Alliance.objects.select_for_update().get(pk=person.alliance_id)
    body = Body(
        alliance=person.alliance, kind=kind, name=name.strip(), task=task.strip(), valid_from=valid_from
    )
    body.full_clean()
    body.save()
    write_entry(person, "alliances.open_body", body, alliance_key=person.alliance.slug, after=body.described)
    return body
