from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.enums import Founding
from staffelstab.web.alliances.models import Alliance, AttachedStructure, Membership
from staffelstab.web.alliances.rules import may_edit_structures
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def record_founding(person: Membership, *, founding: str) -> Alliance:
    """How the core group came about. As long as structures are named, it was attached to them."""
    may_edit_structures(person).or_refuse()
    alliance = Alliance.objects.select_for_update().get(pk=person.alliance_id)
    before = alliance.founding
    if founding != Founding.ATTACHED and AttachedStructure.objects.exists():
        raise ValidationError(
            _(
                "Structures are named to which the core group was attached. Remove them first, then change this."
            )
        )
    alliance.founding = founding
    alliance.full_clean()
    alliance.save(update_fields=("founding",))
    write_entry(
        person,
        "alliances.record_founding",
        alliance,
        alliance_key=alliance.slug,
        before={"founding": before},
        after={"founding": founding},
    )
    return alliance
