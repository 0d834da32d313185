from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.funding.models import Funding
from staffelstab.web.funding.queries import belongs_to_alliance
from staffelstab.web.funding.rules import may_edit_funding
from staffelstab.web.journal.actions.write_entry import write_entry

FIELDS = ("name", "programme_key", "valid_from", "valid_to", "is_programme")


@transaction.atomic
def edit_funding(
    person: Membership,
    funding: Funding,
    *,
    name: str,
    programme_key: str,
    valid_from: date | None,
    valid_to: date | None,
    is_programme: bool,
    today: date,
) -> Funding:
    funding = Funding.objects.select_for_update().get(pk=funding.pk)
    belongs_here = belongs_to_alliance(funding, person.alliance.slug, today=today)
    may_edit_funding(person, belongs_here=belongs_here).or_refuse()
    before = _described(funding)
    funding.name, funding.programme_key = name.strip(), programme_key
    funding.valid_from, funding.valid_to, funding.is_programme = valid_from, valid_to, is_programme
    funding.full_clean()
    funding.save(update_fields=FIELDS)
    write_entry(
        person,
        "funding.edit_funding",
        funding,
        alliance_key=person.alliance.slug,
        before=before,
        after=_described(funding),
    )
    return funding


def _described(funding: Funding) -> dict[str, Any]:
    return {field: getattr(funding, field) for field in FIELDS}
