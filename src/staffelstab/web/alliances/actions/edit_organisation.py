from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from staffelstab.web.alliances.models import ActorType, Membership, Organisation, Participation, Place
from staffelstab.web.alliances.rules import may_edit_organisation
from staffelstab.web.journal.actions.write_entry import write_entry

PLAIN_FIELDS = ("name", "short_name", "website", "phone", "email")


@transaction.atomic
def edit_organisation(
    person: Membership,
    participation: Participation,
    *,
    name: str,
    short_name: str,
    actor_type: ActorType,
    territory: Iterable[Place],
    website: str,
    phone: str,
    email: str,
    contact_function: str,
    in_core_group: bool,
) -> Organisation:
    """Correct what is known about an organisation, and its part in this alliance.

    Only the coordination moves an organisation into or out of the core group.
    """
    may_edit_organisation(person, participation.organisation).or_refuse()
    participation = Participation.objects.select_for_update().get(pk=participation.pk)
    organisation = Organisation.objects.select_for_update().get(pk=participation.organisation_id)
    before = _described(organisation, participation)
    organisation.name, organisation.short_name = name.strip(), short_name.strip()
    organisation.actor_type = actor_type
    organisation.website, organisation.phone, organisation.email = website, phone, email
    organisation.full_clean()
    organisation.save()
    organisation.territory.set(territory)
    participation.contact_function = contact_function.strip()
    if person.is_coordinator:
        participation.in_core_group = in_core_group
    participation.save(update_fields=("contact_function", "in_core_group"))
    write_entry(
        person,
        "alliances.edit_organisation",
        organisation,
        alliance_key=person.alliance.slug,
        before=before,
        after=_described(organisation, participation),
    )
    return organisation


def _described(organisation: Organisation, participation: Participation) -> dict[str, Any]:
    return {
        **{field: getattr(organisation, field) for field in PLAIN_FIELDS},
        "type": organisation.actor_type_id,
        "territory": sorted(organisation.territory.values_list("pk", flat=True)),
        "contact_function": participation.contact_function,
        "in_core_group": participation.in_core_group,
    }
