from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.models import Reading, Statement
from staffelstab.web.offers.rules import may_code


@transaction.atomic
def finish_statement(person: Membership, statement: Statement) -> Reading:
    """The coder is through with it, with or without a code. Once more changes nothing."""
    may_code(person, statement).or_refuse()
    Statement.objects.select_for_update().get(pk=statement.pk)
    reading, is_new = Reading.objects.get_or_create(
        alliance=person.alliance, statement=statement, coder=person
    )
    if is_new:
        write_entry(person, "offers.finish_statement", statement, alliance_key=person.alliance.slug)
    return reading
