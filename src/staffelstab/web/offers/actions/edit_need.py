from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Date
from typing import Any

from django.db import transaction

from staffelstab.web.alliances.models import Membership, Place
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.kit.meanwhile import require_unchanged
from staffelstab.web.kit.plain_values import fingerprint
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
    seen: str = "",
) -> Need:
    """``seen`` is the ``version_of`` the need that was compared with: what changed since is not overwritten."""
    may_record_needs(person).or_refuse()
    need = Need.objects.select_for_update().get(pk=need.pk)
    require_unchanged(seen, version_of(need))
    label_before, before = need.label, need_document(need)
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
        before={"label": label_before, **before},
        after={"label": need.label, **need_document(need)},
    )
    return need


def version_of(need: Need) -> str:
    return fingerprint({"label": need.label, **need_document(need)})
