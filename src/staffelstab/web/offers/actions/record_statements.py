from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.enums import SaidIn, Visibility
from staffelstab.web.offers.models import Statement
from staffelstab.web.offers.rules import may_record_statements


@dataclass(frozen=True)
class Said:
    """One statement before it is stored. said_by: organisation and function. reference: where it can be found again."""

    text: str
    said_in: str = SaidIn.OTHER
    said_by: str = ""
    date: Date | None = None
    visibility: str = Visibility.ALLIANCE
    reference: str = ""


@transaction.atomic
def record_statements(person: Membership, said: Iterable[Said]) -> list[Statement]:
    """All or none. Also for work aids and minutes: the texts stay as they are written."""
    may_record_statements(person).or_refuse()
    stored = []
    for each in said:
        statement = Statement(
            alliance=person.alliance,
            text=each.text.strip(),
            said_in=each.said_in,
            said_by=each.said_by.strip(),
            date=each.date,
            visibility=each.visibility,
            reference=each.reference.strip(),
        )
        statement.full_clean()
        statement.save()
        stored.append(statement)
        after = {"said_in": each.said_in, "said_by": each.said_by, "characters": len(statement.text)}
        write_entry(
            person, "offers.record_statements", statement, alliance_key=person.alliance.slug, after=after
        )
    return stored
