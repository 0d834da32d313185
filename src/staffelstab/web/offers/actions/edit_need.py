from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Date
from typing import Any

from django.db import transaction

from staffelstab.web.alliances.models import Membership, Place
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.kit.meanwhile import require_unchanged
from staffelstab.web.kit.plain_values import fingerprint
from staffelstab.web.offers.actions.record_need import ends_of, name_of_group, store_need
from staffelstab.web.offers.models import Need
from staffelstab.web.offers.pathway import recorded_need
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
    wording: str | None = None,
    count_of: str | None = None,
    life_area: str | None = None,
    sex: str | None = None,
    benefit_law: str | None = None,
    note: str | None = None,
    is_checked: bool = False,
    seen: str = "",
) -> Need:
    """None for `wording` and what follows means: as it is. The words go when the number changes without new ones.

    `seen` is the `version_of` the need that was compared with: what changed since is not overwritten.
    """
    may_record_needs(person).or_refuse()
    need = Need.objects.select_for_update().get(pk=need.pk)
    require_unchanged(seen, version_of(need))
    before = recorded_need(need)
    if wording is None:
        wording = need.wording if (minimum, maximum) == (need.minimum, need.maximum) else ""
    need.minimum, need.maximum, need.wording = ends_of(minimum, maximum, wording)
    _tell(need, count_of=count_of, life_area=life_area, sex=sex, benefit_law=benefit_law, note=note)
    need.when = when
    need.label = label.strip() or name_of_group(when, need.sex, need.benefit_law)
    need.method, need.source, need.date = method, source.strip(), date
    store_need(need, places, is_checked=is_checked)
    after = recorded_need(need)
    write_entry(
        person, "offers.edit_need", need, alliance_key=person.alliance.slug, before=before, after=after
    )
    return need


def version_of(need: Need) -> str:
    return fingerprint(recorded_need(need))


def _tell(need: Need, **said: str | None) -> None:
    for name, value in said.items():
        if value is not None:
            setattr(need, name, value.strip())
