from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import Involvement, Membership, NamedKind
from staffelstab.web.alliances.rules import may_edit_structures
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def record_involvement(
    person: Membership,
    involvement: Involvement | None = None,
    *,
    valid_from: date,
    valid_to: date | None = None,
    kind: NamedKind | None = None,
    other: str = "",
    note: str = "",
) -> Involvement:
    """How the municipalities are involved, a new row or a corrected one. What ended stays."""
    may_edit_structures(person).or_refuse()
    before = None
    if involvement is None:
        involvement = Involvement(alliance=person.alliance)
    else:
        involvement = Involvement.objects.select_for_update(of=("self",)).get(pk=involvement.pk)
        before = involvement.described
    involvement.kind, involvement.other, involvement.note = kind, other.strip(), note.strip()
    involvement.valid_from, involvement.valid_to = valid_from, valid_to
    involvement.full_clean()
    involvement.save()
    write_entry(
        person,
        "alliances.record_involvement",
        involvement,
        alliance_key=person.alliance.slug,
        before=before,
        after=involvement.described,
    )
    return involvement
