from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.intake.models import ForeignList, Mapping
from staffelstab.web.intake.rules import may_take_in_lists
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def forget_mapping(person: Membership, mapping: Mapping) -> None:
    """The next file of this source is asked about anew; lists that were read stay as they are."""
    may_take_in_lists(person).or_refuse()
    mapping = Mapping.objects.select_for_update().get(pk=mapping.pk)
    write_entry(
        person,
        "intake.forget_mapping",
        mapping,
        alliance_key=person.alliance.slug,
        before={"name": mapping.name, "content": mapping.content},
    )
    ForeignList.objects.filter(source=mapping).update(source=None)
    mapping.delete()
