from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import AttachedStructure, Membership
from staffelstab.web.alliances.rules import may_edit_structures
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def remove_structure(person: Membership, structure: AttachedStructure) -> None:
    """It was named by mistake; the journal keeps what stood there."""
    may_edit_structures(person).or_refuse()
    structure = AttachedStructure.objects.select_for_update(of=("self",)).get(pk=structure.pk)
    write_entry(
        person,
        "alliances.remove_structure",
        structure,
        alliance_key=person.alliance.slug,
        before=structure.described,
    )
    structure.delete()
