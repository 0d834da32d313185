from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.funding.models import Funding
from staffelstab.web.funding.queries import free_key
from staffelstab.web.funding.rules import may_record_funding
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def create_funding(
    person: Membership,
    *,
    name: str,
    programme_key: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    is_programme: bool = False,
    key: str = "",
) -> Funding:
    """A source of money that can be named by offers. Without a wish for a key one is made of the name."""
    may_record_funding(person).or_refuse()
    funding = Funding(
        key=key or free_key(Funding, name),
        name=name.strip(),
        programme_key=programme_key,
        valid_from=valid_from,
        valid_to=valid_to,
        is_programme=is_programme,
    )
    funding.full_clean()
    funding.save()
    write_entry(
        person,
        "funding.create_funding",
        funding,
        alliance_key=person.alliance.slug,
        after={
            "name": funding.name,
            "programme_key": programme_key,
            "valid_from": valid_from,
            "valid_to": valid_to,
            "is_programme": is_programme,
        },
    )
    return funding
