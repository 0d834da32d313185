from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from staffelstab.web.alliances.actions.add_contact import add_contact
from staffelstab.web.alliances.actions.edit_contact import edit_contact
from staffelstab.web.alliances.actions.remove_contact import remove_contact
from staffelstab.web.alliances.models import (
    ActorType,
    Membership,
    Organisation,
    Participation,
    Place,
)
from staffelstab.web.alliances.queries.contacts import open_contacts
from staffelstab.web.alliances.rules import may_edit_organisation
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.kit.meanwhile import require_unchanged
from staffelstab.web.kit.plain_values import fingerprint

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
    contact_function: str | None = None,
    seen: str = "",
) -> Organisation:
    """Correct what is known about an organisation. ``seen`` is the ``version_of`` the one that was compared with.

    ``contact_function`` is what a list says that knows one contact only: it names the first one, adds or removes it.
    Organisations are shared: of their territory only the district of this alliance is changed here.
    """
    may_edit_organisation(person, participation.organisation).or_refuse()
    organisation = Organisation.objects.select_for_update().get(pk=participation.organisation_id)
    require_unchanged(seen, version_of(organisation))
    before = _described(organisation)
    organisation.name, organisation.short_name = name.strip(), short_name.strip()
    organisation.actor_type = actor_type
    organisation.website, organisation.phone, organisation.email = website, phone, email
    organisation.full_clean()
    organisation.save()
    elsewhere = organisation.territory.exclude(district_key=person.alliance.district_key)
    organisation.territory.set([*elsewhere, *territory])
    if contact_function is not None:
        _name_contact(person, participation, contact_function.strip())
    write_entry(
        person,
        "alliances.edit_organisation",
        organisation,
        alliance_key=person.alliance.slug,
        before=before,
        after=_described(organisation),
    )
    return organisation


def _name_contact(person: Membership, participation: Participation, function: str) -> None:
    """Of the first contact that everybody here may see only the name; the rest has its own form.

    Said to be empty, a contact goes that is nothing but a name.
    """
    organisation = participation.organisation
    first = open_contacts().filter(organisation=organisation).first()
    if first is None:
        if function:
            add_contact(person, organisation, function=function, valid_from=participation.since)
    elif function and first.function != function:
        edit_contact(person, first, **{**first.described, "places": first.places.all(), "function": function})
    elif not function and not any((first.task, first.phone, first.email, first.places.exists())):
        remove_contact(person, first)


def version_of(organisation: Organisation) -> str:
    return fingerprint(_described(organisation))


def _described(organisation: Organisation) -> dict[str, Any]:
    return {
        **{field: getattr(organisation, field) for field in PLAIN_FIELDS},
        "actor_type": organisation.actor_type_id,
        "territory": sorted(organisation.territory.values_list("pk", flat=True)),
    }
