from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Body, Membership
from staffelstab.web.alliances.rules import may_edit_bodies
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.kit.meanwhile import require_unchanged
from staffelstab.web.kit.plain_values import fingerprint


@transaction.atomic
def edit_body(
    person: Membership, body: Body, *, kind: str, name: str, task: str, valid_from: date, seen: str = ""
) -> Body:
    """Correct what was recorded wrongly. A new name from a day on is ``rename_body``, the end is ``end_body``."""
    may_edit_bodies(person).or_refuse()
    body = Body.objects.select_for_update().get(pk=body.pk)
    require_unchanged(seen, version_of(body))
    before = body.described
    body.kind, body.name, body.task, body.valid_from = kind, name.strip(), task.strip(), valid_from
    body.full_clean()
    _require_room(body)
    body.save()
    write_entry(
        person,
        "alliances.edit_body",
        body,
        alliance_key=person.alliance.slug,
        before=before,
        after=body.described,
    )
    return body


def _require_room(body: Body) -> None:
    """Seats and former names lie inside the time of their body."""
    if body.seats.filter(valid_from__lt=body.valid_from).exists():
        raise ValidationError({"valid_from": _("There are seats that begin earlier.")})
    if body.former_names.filter(valid_to__lt=body.valid_from).exists():
        raise ValidationError({"valid_from": _("It had another name before this day already.")})


def version_of(body: Body) -> str:
    return fingerprint(body.described)
