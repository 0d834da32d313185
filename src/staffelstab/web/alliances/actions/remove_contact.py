from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Contact, Membership
from staffelstab.web.alliances.rules import may_edit_contacts
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def remove_contact(person: Membership, contact: Contact) -> None:
    """It was named by mistake, for example by a list that is taken back; the journal keeps what stood there."""
    may_edit_contacts(person, contact.organisation).or_refuse()
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    write_entry(
        person,
        "alliances.remove_contact",
        contact,
        alliance_key=person.alliance.slug,
        before=contact.described,
    )
    contact.delete()
