from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.evaluations.models import KnownOverlap
from staffelstab.web.evaluations.rules import may_mark_overlaps
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def unmark_overlap(person: Membership, known: KnownOverlap) -> None:
    """The pair is an open question again; the reason stays in the journal."""
    may_mark_overlaps(person).or_refuse()
    known = (
        KnownOverlap.objects.select_for_update(of=("self",)).select_related("one", "other").get(pk=known.pk)
    )
    write_entry(
        person,
        "evaluations.unmark_overlap",
        known,
        alliance_key=person.alliance.slug,
        before={"reason": known.reason},
    )
    known.delete()
