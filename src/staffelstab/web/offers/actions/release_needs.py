from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Alliance, Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.models import Need, NeedRelease
from staffelstab.web.offers.pathway import THRESHOLD
from staffelstab.web.offers.queries.releases import preview_of_release
from staffelstab.web.offers.rules import may_record_needs


@transaction.atomic
def release_needs(person: Membership, needs: Sequence[Need], *, recipient: str) -> NeedRelease:
    """Give out these needs with small counts held back; what was given out before is taken into account.

    Two releases at once wait for each other: the second has to know the first.
    """
    may_record_needs(person).or_refuse()
    Alliance.objects.select_for_update().get(pk=person.alliance_id)
    preview = preview_of_release(needs)
    if preview.problem:
        raise ValidationError(preview.problem)
    if not recipient.strip():
        raise ValidationError(_("Please say for whom the list is."))
    groups = [replace(row.group, label=str(row.label)).document for row in preview.rows]
    release = NeedRelease.objects.create(
        alliance=person.alliance,
        released_by=str(person.user),
        recipient=recipient.strip(),
        threshold=THRESHOLD,
        rows=[row.printed for row in preview.rows],
        groups=groups,
    )
    said = {"recipient": release.recipient, "rows": len(groups), "held_back": preview.held_back}
    write_entry(person, "offers.release_needs", release, alliance_key=person.alliance.slug, after=said)
    return release
