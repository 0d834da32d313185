from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.intake.models import Mapping
from staffelstab.web.intake.rules import may_take_in_lists
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def rename_mapping(person: Membership, mapping: Mapping, *, name: str) -> Mapping:
    may_take_in_lists(person).or_refuse()
    mapping = Mapping.objects.select_for_update().get(pk=mapping.pk)
    before, mapping.name = mapping.name, name.strip()
    mapping.full_clean()
    mapping.save(update_fields=("name", "updated_at"))
    write_entry(
        person,
        "intake.rename_mapping",
        mapping,
        alliance_key=person.alliance.slug,
        before={"name": before},
        after={"name": mapping.name},
    )
    return mapping
