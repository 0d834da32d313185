from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Alliance, Membership
from staffelstab.web.evaluations.models import KnownOverlap
from staffelstab.web.evaluations.rules import may_mark_overlaps
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.models import Listing, Offer


@transaction.atomic
def mark_overlap(person: Membership, one: Offer, other: Offer, *, reason: str, today: date) -> KnownOverlap:
    """The pair is known and wanted, for a reason; marking it again changes the reason."""
    may_mark_overlaps(person).or_refuse()
    Alliance.objects.select_for_update().get(
        pk=person.alliance_id
    )  # two marks of one pair wait for each other
    first, second = sorted((one.pk, other.pk))
    listed = set(Listing.objects.filter(offer__in=(first, second)).values_list("offer", flat=True))
    if listed != {first, second}:
        raise ValidationError(_("Only offers that are listed here can overlap here."))
    known = KnownOverlap.objects.select_for_update().filter(one=first, other=second).first()
    before = None if known is None else {"reason": known.reason}
    known = known or KnownOverlap(alliance=person.alliance, one_id=first, other_id=second)
    known.reason, known.marked_on, known.marked_by = reason.strip(), today, person.journal_label[:300]
    known.full_clean()
    known.save()
    write_entry(
        person,
        "evaluations.mark_overlap",
        known,
        alliance_key=person.alliance.slug,
        before=before,
        after={"reason": known.reason},
    )
    return known
