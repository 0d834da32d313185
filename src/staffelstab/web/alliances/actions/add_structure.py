from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.enums import Founding
from staffelstab.web.alliances.models import Alliance, AttachedStructure, Membership, NamedKind
from staffelstab.web.alliances.rules import may_edit_structures
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def add_structure(
    person: Membership, *, kind: NamedKind | None = None, name: str = "", note: str = ""
) -> AttachedStructure:
    """Name a structure to which the core group was attached; from then on it counts as attached."""
    may_edit_structures(person).or_refuse()
    alliance = Alliance.objects.select_for_update().get(pk=person.alliance_id)
    structure = AttachedStructure(alliance=alliance, kind=kind, name=name.strip(), note=note.strip())
    structure.full_clean()
    structure.save()
    before = {"founding": alliance.founding}
    alliance.founding = Founding.ATTACHED
    alliance.save(update_fields=("founding",))
    write_entry(
        person,
        "alliances.add_structure",
        structure,
        alliance_key=alliance.slug,
        before=before,
        after={**structure.described, "founding": alliance.founding},
    )
    return structure
