from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Alliance, Membership
from staffelstab.web.alliances.rules import may_edit_alliance
from staffelstab.web.journal.actions.write_entry import write_entry

FIELDS = ("name", "stage")


@transaction.atomic
def edit_alliance(person: Membership, *, name: str, stage: str) -> Alliance:
    """Change name and stage; the short address stays for ever."""
    may_edit_alliance(person).or_refuse()
    alliance = Alliance.objects.select_for_update().get(pk=person.alliance_id)
    before = {field: getattr(alliance, field) for field in FIELDS}
    after = {"name": name, "stage": stage}
    for field, value in after.items():
        setattr(alliance, field, value)
    alliance.full_clean()
    alliance.save(update_fields=FIELDS)
    write_entry(
        person, "alliances.edit_alliance", alliance, alliance_key=alliance.slug, before=before, after=after
    )
    return alliance
