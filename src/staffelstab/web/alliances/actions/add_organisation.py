from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from staffelstab.web.alliances.actions.add_contact import add_contact
from staffelstab.web.alliances.actions.give_seat import give_seat
from staffelstab.web.alliances.actions.open_body import open_body
from staffelstab.web.alliances.enums import BodyKind
from staffelstab.web.alliances.models import ActorType, Membership, Organisation, Participation, Place
from staffelstab.web.alliances.queries import core_group
from staffelstab.web.alliances.rules import may_add_organisation
from staffelstab.web.journal.actions.write_entry import write_entry

CORE_GROUP_NAME = "Bündnis-Kerngruppe"
"""A proper name, so always in German; it can be changed."""


@transaction.atomic
def add_organisation(
    person: Membership,
    *,
    name: str,
    actor_type: ActorType,
    since: date,
    short_name: str = "",
    territory: Iterable[Place] = (),
    website: str = "",
    phone: str = "",
    email: str = "",
    in_core_group: bool = False,
    contact_function: str = "",
) -> Participation:
    """An organisation joins the alliance of ``person``.

    Organisations are shared: if one of this name and type exists already (from an overlapping alliance),
    it joins as it is, and what is known about it stays untouched. ``in_core_group`` and ``contact_function`` are short
    for a seat in the core group and a first contact.
    """
    may_add_organisation(person).or_refuse()
    organisation = Organisation.objects.filter(name=name.strip(), actor_type=actor_type).first()
    if organisation is None:
        organisation = Organisation(name=name.strip(), short_name=short_name.strip(), actor_type=actor_type)
        organisation.website, organisation.phone, organisation.email = website, phone, email
        _save(organisation, territory)
    participation = Participation(
        alliance=person.alliance,
        organisation=organisation,
        since=since,
    )
    participation.full_clean()
    participation.save()
    write_entry(
        person,
        "alliances.add_organisation",
        organisation,
        alliance_key=person.alliance.slug,
        after={
            "name": organisation.name,
            "type": actor_type.pk,
            "since": since,
            "in_core_group": in_core_group,
        },
    )
    if in_core_group:
        _sit_in_core_group(person, organisation, contact_function, since)
    if contact_function.strip():
        add_contact(person, organisation, function=contact_function, valid_from=since)
    return participation


def _save(organisation: Organisation, territory: Iterable[Place]) -> None:
    organisation.full_clean()
    organisation.save()
    organisation.territory.set(territory)


def _sit_in_core_group(person: Membership, organisation: Organisation, function: str, since: date) -> None:
    """The core group is opened when nobody did so before. Whether there is a vote is not said here."""
    body = core_group() or open_body(person, kind=BodyKind.CORE_GROUP, name=CORE_GROUP_NAME, valid_from=since)
    first_day = max(since, body.valid_from)
    give_seat(person, body, organisation=organisation, function=function, valid_from=first_day)
