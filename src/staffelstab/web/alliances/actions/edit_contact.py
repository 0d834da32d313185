from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from staffelstab.web.alliances.models import Contact, Membership, Place
from staffelstab.web.alliances.rules import may_edit_contacts
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.kit.meanwhile import require_unchanged
from staffelstab.web.kit.plain_values import fingerprint


@transaction.atomic
def edit_contact(
    person: Membership,
    contact: Contact,
    *,
    function: str,
    valid_from: date,
    valid_to: date | None,
    places: Iterable[Place],
    seen: str = "",
    **told: Any,
) -> Contact:
    """Correct or end a contact. ``seen`` is the ``version_of`` the one that was compared with."""
    may_edit_contacts(person, contact.organisation).or_refuse()
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    require_unchanged(seen, version_of(contact))
    before = contact.described
    contact.function = function.strip()
    contact.valid_from, contact.valid_to = valid_from, valid_to
    for name, value in told.items():
        setattr(contact, name, value)
    contact.full_clean()
    contact.save()
    contact.places.set(places)
    write_entry(
        person,
        "alliances.edit_contact",
        contact,
        alliance_key=person.alliance.slug,
        before=before,
        after=contact.described,
    )
    return contact


def version_of(contact: Contact) -> str:
    return fingerprint(contact.described)
