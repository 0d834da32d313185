from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language

from staffelstab.web.alliances.models import Membership, Place
from staffelstab.web.alliances.queries import slug_of
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.models import Need
from staffelstab.web.offers.pathway import need_document, problems_of_condition
from staffelstab.web.offers.rules import may_record_needs


@transaction.atomic
def record_need(
    person: Membership,
    *,
    label: str,
    when: dict[str, Any] | None = None,
    places: Iterable[Place] = (),
    minimum: int | None = None,
    maximum: int | None = None,
    method: str = "",
    source: str = "",
    date: Date | None = None,
    key: str = "",
    is_checked: bool = False,
) -> Need:
    """A count of persons with these features; never a person. Without numbers: not known."""
    may_record_needs(person).or_refuse()
    need = Need(
        alliance=person.alliance,
        key=key or _free_key(label),
        label=label.strip(),
        when=when or {},
        minimum=minimum,
        maximum=maximum,
        method=method,
        source=source.strip(),
        date=date,
    )
    need.full_clean()
    if not is_checked:
        require_readable_group(need)
    need.save()
    need.places.set(places)
    write_entry(
        person, "offers.record_need", need, alliance_key=person.alliance.slug, after=need_document(need)
    )
    return need


def require_readable_group(need: Need) -> None:
    problems = problems_of_condition(need.when, get_language() or "de")
    if problems:
        raise ValidationError(problems)


def _free_key(label: str) -> str:
    wished = slug_of(label)[:70].strip("-") or "need"
    taken = set(Need.objects.filter(key__startswith=wished).values_list("key", flat=True))
    numbered = (f"{wished}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (wished, *numbered) if key not in taken)
