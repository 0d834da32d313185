from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.intake.models import Batch, ForeignList, Origin
from staffelstab.web.intake.rules import may_discard
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def discard_list(person: Membership, foreign_list: ForeignList) -> None:
    """A list that is not needed leaves the database with all its rows; the journal keeps that it was here."""
    foreign_list = ForeignList.objects.select_for_update().get(pk=foreign_list.pk)
    may_discard(person, foreign_list).or_refuse()
    write_entry(
        person,
        "intake.discard_list",
        foreign_list,
        alliance_key=person.alliance.slug,
        before={"file": foreign_list.file_name, "rows": foreign_list.rows_total},
    )
    Origin.objects.filter(foreign_list=foreign_list).delete()
    Batch.objects.filter(foreign_list=foreign_list).delete()
    foreign_list.delete()
