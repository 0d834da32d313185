from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.alliances.queries import slug_of
from staffelstab.web.journal.actions.write_entries import Noted, write_entries
from staffelstab.web.kit.many_rows import clean_rows, insert_rows, insert_things
from staffelstab.web.offers.models import Need
from staffelstab.web.offers.pathway import recorded_need
from staffelstab.web.offers.rules import may_record_needs

LONGEST_KEY = 60
NOT_COLUMNS = ("places", "origin", "key")


@transaction.atomic
def record_needs(person: Membership, rows: Sequence[Mapping[str, Any]]) -> list[Need]:
    """Many counts of persons at once, each described as for ``record_need``; never a person.

    ``key`` is what a row wishes to be called when its label is taken; ``origin`` says where it comes from.
    """
    may_record_needs(person).or_refuse()
    keys = _free_keys(rows)
    needs = [_need(person, row, key) for row, key in zip(rows, keys, strict=True)]
    clean_rows(needs, exclude={"alliance"})
    insert_things(needs)
    pairs = (
        (need.pk, place.pk) for need, row in zip(needs, rows, strict=True) for place in row.get("places", ())
    )
    insert_rows(Need.places.through, ("need", "place"), pairs)
    remember_places(needs, rows)
    write_entries(
        person,
        "offers.record_needs",
        [
            Noted(need, after=recorded_need(need) | {"origin": row.get("origin", "")})
            for need, row in zip(needs, rows, strict=True)
        ],
        alliance_key=person.alliance.slug,
    )
    return needs


def remember_places(needs: Sequence[Need], rows: Sequence[Mapping[str, Any]]) -> None:
    """What was stored this moment need not be asked for."""
    for need, row in zip(needs, rows, strict=True):
        places = list(row.get("places", ()))
        need._prefetched_objects_cache = {"places": places}  # type: ignore[attr-defined]


def _need(person: Membership, row: Mapping[str, Any], key: str) -> Need:
    columns = {name: value for name, value in row.items() if name not in NOT_COLUMNS}
    need = Need(alliance=person.alliance, key=key, **columns)
    need.label = need.label.strip()
    need.clean()
    return need


def _free_keys(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    wished = [slug_of(row["label"])[:LONGEST_KEY].strip("-") or "need" for row in rows]
    taken = set(Need.objects.filter(key__in=set(wished)).values_list("key", flat=True))
    keys = []
    for key, row in zip(wished, rows, strict=True):
        free = key if key not in taken else f"{key}-{slug_of(str(row.get('key', '')))[:18] or 'x'}"
        while free in taken:
            free = f"{free[:76]}-{len(taken) % 1000}"
        taken.add(free)
        keys.append(free)
    return keys
