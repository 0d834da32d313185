from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Date
from typing import Any

from django.db import transaction

from staffelstab.web.alliances.models import Membership, Place
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.actions.record_need import require_readable_group
from staffelstab.web.offers.models import Need
from staffelstab.web.offers.pathway import need_document
from staffelstab.web.offers.rules import may_record_needs


@transaction.atomic
def edit_need(
    person: Membership,
    need: Need,
    *,
    label: str,
    when: dict[str, Any],
    places: Iterable[Place],
    minimum: int | None,
    maximum: int | None,
    method: str,
    source: str,
    date: Date | None,
    is_checked: bool = False,
) -> Need:
    may_record_needs(person).or_refuse()
    need = Need.objects.select_for_update().get(pk=need.pk)
    before = need_document(need)
    need.label, need.when = label.strip(), when
    need.minimum, need.maximum = minimum, maximum
    need.method, need.source, need.date = method, source.strip(), date
    need.full_clean()
    if not is_checked:
        require_readable_group(need)
    need.save()
    need.places.set(places)
    write_entry(
        person,
        "offers.edit_need",
        need,
        alliance_key=person.alliance.slug,
        before=before,
        after=need_document(need),
    )
    return need
