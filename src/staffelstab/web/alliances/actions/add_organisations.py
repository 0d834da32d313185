from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from staffelstab.web.alliances.models import Contact, Membership, Organisation, Participation
from staffelstab.web.alliances.rules import may_add_organisation
from staffelstab.web.journal.actions.write_entries import Noted, write_entries

AS_THEY_ARE = ("name", "short_name", "website", "phone", "email")


@transaction.atomic
def add_organisations(
    person: Membership, rows: Sequence[Mapping[str, Any]], *, since: date
) -> list[tuple[Participation, bool]]:
    """Many organisations join at once, each described as for ``add_organisation``; in the order of the rows.

    With each participation: whether the organisation itself is new. ``origin`` says where a row comes from,
    ``until`` that it takes part no longer.
    """
    may_add_organisation(person).or_refuse()
    known = _known(rows)
    new = {key: _checked(row) for row in rows if (key := _key(row)) not in known}
    Organisation.objects.bulk_create(new.values())
    through = Organisation.territory.through
    through.objects.bulk_create(
        through(organisation_id=new[_key(row)].pk, place_id=place.pk)
        for row in _first_of_each(rows, new)
        for place in row.get("territory", ())
    )
    here = {p.organisation_id: p for p in Participation.objects.filter(until=None)}
    joining = [_participation(person, known.get(_key(row)) or new[_key(row)], row, since) for row in rows]
    joined = [here.get(each.organisation_id, each) for each in joining]
    before = {each.pk for each in here.values()}
    Participation.objects.bulk_create(each for each in joined if each.pk is None)
    Contact.objects.bulk_create(
        _contact(each, row)
        for each, row in zip(joined, rows, strict=True)
        if row.get("contact_function") and each.pk not in before
    )
    notes = [
        Noted(each.organisation, after=_described(each, row)) for each, row in zip(joined, rows, strict=True)
    ]
    write_entries(person, "alliances.add_organisations", notes, alliance_key=person.alliance.slug)
    return [(each, _key(row) in new) for each, row in zip(joined, rows, strict=True)]


def _key(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["name"].strip(), row["actor_type"].pk


def _known(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], Organisation]:
    found = Organisation.objects.filter(name__in={row["name"].strip() for row in rows})
    return {(organisation.name, organisation.actor_type_id): organisation for organisation in found}


def _first_of_each(
    rows: Sequence[Mapping[str, Any]], new: Mapping[tuple[str, str], Organisation]
) -> list[Mapping[str, Any]]:
    first: dict[tuple[str, str], Mapping[str, Any]] = {}
    for row in rows:
        if _key(row) in new:
            first.setdefault(_key(row), row)
    return list(first.values())


def _checked(row: Mapping[str, Any]) -> Organisation:
    organisation = Organisation(actor_type=row["actor_type"])
    for name in AS_THEY_ARE:
        setattr(organisation, name, str(row.get(name, "")).strip())
    organisation.clean_fields(exclude={"actor_type"})
    return organisation


def _participation(
    person: Membership, organisation: Organisation, row: Mapping[str, Any], since: date
) -> Participation:
    until = row.get("until")
    participation = Participation(
        alliance=person.alliance,
        organisation=organisation,
        since=min(since, until) if until else since,
        until=until,
    )
    participation.clean_fields(exclude={"alliance", "organisation"})
    return participation


def _contact(participation: Participation, row: Mapping[str, Any]) -> Contact:
    contact = Contact(
        alliance=participation.alliance,
        organisation=participation.organisation,
        function=str(row["contact_function"]).strip(),
        valid_from=participation.since,
        valid_to=participation.until,
    )
    contact.clean_fields(exclude={"alliance", "organisation"})
    return contact


def _described(participation: Participation, row: Mapping[str, Any]) -> dict[str, Any]:
    said = {
        "name": participation.organisation.name,
        "type": participation.organisation.actor_type_id,
        "since": participation.since,
        "until": participation.until,
    }
    return said | ({"origin": row["origin"]} if "origin" in row else {})
