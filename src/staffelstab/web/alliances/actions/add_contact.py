from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Contact, Membership, Organisation, Participation, Place
from staffelstab.web.alliances.rules import may_edit_contacts
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def add_contact(
    person: Membership,
    organisation: Organisation,
    *,
    function: str,
    valid_from: date,
    valid_to: date | None = None,
    places: Iterable[Place] = (),
    **told: Any,
) -> Contact:
    """A function of an organisation whom one can ask. ``told``: task, phone, email, and ``…_for``, who may see it."""
    may_edit_contacts(person, organisation).or_refuse()
    if not Participation.objects.filter(organisation=organisation).exists():
        raise ValidationError(_("This organisation does not take part in the alliance."))
    contact = Contact(alliance=person.alliance, organisation=organisation, function=function.strip())
    contact.valid_from, contact.valid_to = valid_from, valid_to
    for name, value in told.items():
        setattr(contact, name, value)
    contact.full_clean()
    contact.save()
    contact.places.set(places)
    write_entry(
        person,
        "alliances.add_contact",
        contact,
        alliance_key=person.alliance.slug,
        after={"organisation": organisation.name, **contact.described},
    )
    return contact
