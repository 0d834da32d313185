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
from staffelstab.web.kit.amounts import read_amount
from staffelstab.web.offers.enums import CountOf
from staffelstab.web.offers.models import Need
from staffelstab.web.offers.pathway import group_sentence, problems_of_condition, recorded_need
from staffelstab.web.offers.rules import may_record_needs

DIGITS = set("0123456789 .")


@transaction.atomic
def record_need(
    person: Membership,
    *,
    label: str = "",
    when: dict[str, Any] | None = None,
    places: Iterable[Place] = (),
    minimum: int | None = None,
    maximum: int | None = None,
    wording: str = "",
    count_of: str = CountOf.PERSONS,
    life_area: str = "",
    sex: str = "",
    benefit_law: str = "",
    method: str = "",
    source: str = "",
    date: Date | None = None,
    note: str = "",
    key: str = "",
    is_checked: bool = False,
) -> Need:
    """A count of a group in these places; never a person. Without numbers: not known.

    `wording`: the number as people wrote it ("about 400"); without `minimum` and `maximum` both ends are read from it,
    and what cannot be read is a ValidationError. Without `label` the group is named by its features. `life_area`:
    a key of the list or a word of one's own. `is_checked`: `when` is known to be readable, though not by our scales.
    """
    may_record_needs(person).or_refuse()
    low, high, words = ends_of(minimum, maximum, wording)
    label = label.strip() or name_of_group(when or {}, sex, benefit_law)
    need = Need(
        alliance=person.alliance,
        key=key or _free_key(label),
        label=label,
        when=when or {},
        minimum=low,
        maximum=high,
        wording=words,
        count_of=count_of,
        life_area=life_area.strip(),
        sex=sex,
        benefit_law=benefit_law,
        method=method,
        source=source.strip(),
        date=date,
        note=note.strip(),
    )
    store_need(need, places, is_checked=is_checked)
    said = recorded_need(need)
    write_entry(person, "offers.record_need", need, alliance_key=person.alliance.slug, after=said)
    return need


def store_need(need: Need, places: Iterable[Place], *, is_checked: bool) -> None:
    """Everything a need must be before it is stored, whoever changed it."""
    need.full_clean()
    problems = [] if is_checked else problems_of_condition(need.when, get_language() or "de")
    if problems:
        raise ValidationError(problems)
    need.save()
    need.places.set(places)


def ends_of(minimum: int | None, maximum: int | None, wording: str) -> tuple[int | None, int | None, str]:
    """Both ends and the words worth keeping: bare digits say nothing that the number does not say."""
    words = " ".join(wording.split())
    if words and minimum is None and maximum is None:
        amount = read_amount(words)
        minimum, maximum = amount.minimum, amount.maximum
    return minimum, maximum, "" if set(words) <= DIGITS else words


def name_of_group(when: dict[str, Any], sex: str, benefit_law: str) -> str:
    """Used when nobody named the group; nothing for "anyone", for that names no group."""
    if not when and not sex and not benefit_law:
        return ""
    return group_sentence(when, sex, benefit_law, get_language() or "de")[:200]


def _free_key(label: str) -> str:
    wished = slug_of(label)[:70].strip("-") or "need"
    taken = set(Need.objects.filter(key__startswith=wished).values_list("key", flat=True))
    numbered = (f"{wished}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (wished, *numbered) if key not in taken)
