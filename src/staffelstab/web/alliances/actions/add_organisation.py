from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import ActorType, Membership, Organisation, Participation, Place
from staffelstab.web.alliances.rules import may_add_organisation
from staffelstab.web.journal.actions.write_entry import write_entry


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
    it joins as it is, and what is known about it stays untouched.
    """
    may_add_organisation(person).or_refuse()
    organisation = Organisation.objects.filter(name=name.strip(), actor_type=actor_type).first()
    if organisation is None:
        organisation = Organisation(name=name.strip(), short_name=short_name.strip(), actor_type=actor_type)
        organisation.website, organisation.phone, organisation.email = website, phone, email
        organisation.full_clean()
        organisation.save()
        organisation.territory.set(territory)
    participation = Participation(
        alliance=person.alliance,
        organisation=organisation,
        since=since,
        in_core_group=in_core_group,
        contact_function=contact_function.strip(),
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
    return participation
