from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Body, FormerName, Membership
from staffelstab.web.alliances.models.validity import day_before
from staffelstab.web.alliances.rules import may_edit_bodies
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def rename_body(person: Membership, body: Body, *, name: str, since: date) -> Body:
    """The body stays the same and is called otherwise from a day on."""
    may_edit_bodies(person).or_refuse()
    body = Body.objects.select_for_update().get(pk=body.pk)
    _require_later(body, since)
    if name.strip() == body.name:
        raise ValidationError({"name": _("This is the name it has already.")})
    former = FormerName(alliance=person.alliance, body=body, name=body.name, valid_to=day_before(since))
    former.full_clean()
    former.save()
    body.name = name.strip()
    body.full_clean()
    body.save(update_fields=("name",))
    write_entry(
        person,
        "alliances.rename_body",
        body,
        alliance_key=person.alliance.slug,
        before={"name": former.name},
        after={"name": body.name, "since": since},
    )
    return body


def _require_later(body: Body, since: date) -> None:
    last = body.former_names.order_by("-valid_to").first()
    first_possible = last.valid_to if last else body.valid_from
    if day_before(since) < body.valid_from or since <= first_possible:
        raise ValidationError({"since": _("The new name has to begin after the last one began.")})
    if body.valid_to is not None and since > body.valid_to:
        raise ValidationError({"since": _("The body did not exist any more on this day.")})
