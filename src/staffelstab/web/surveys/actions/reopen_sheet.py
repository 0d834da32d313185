from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.surveys.models import Sheet
from staffelstab.web.surveys.rules import may_reopen


@transaction.atomic
def reopen_sheet(person: Membership, sheet: Sheet) -> Sheet:
    """What was handed in becomes a draft again; what stood in it is in the journal."""
    sheet = (
        Sheet.objects.select_for_update(of=("self",)).select_related("round", "organisation").get(pk=sheet.pk)
    )
    may_reopen(person, sheet).or_refuse()
    if sheet.handed_in_at is not None:
        sheet.handed_in_at = None
        sheet.save(update_fields=("handed_in_at",))
        write_entry(person, "surveys.reopen_sheet", sheet, alliance_key=person.alliance.slug)
    return sheet
