from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.kit.meanwhile import require_unchanged
from staffelstab.web.kit.plain_values import fingerprint
from staffelstab.web.offers.actions.record_statements import Said
from staffelstab.web.offers.models import Coding, Statement
from staffelstab.web.offers.rules import may_record_statements

PARTS = ("text", "said_in", "said_by", "date", "visibility", "reference")


@transaction.atomic
def edit_statement(person: Membership, statement: Statement, said: Said, *, seen: str = "") -> Statement:
    """Passages that still stand in the text are found again; others keep their words without a place."""
    may_record_statements(person).or_refuse()
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    require_unchanged(seen, version_of(statement))
    before = {name: str(getattr(statement, name)) for name in PARTS}
    for name in PARTS:
        value = getattr(said, name)
        setattr(statement, name, value.strip() if isinstance(value, str) else value)
    statement.full_clean()
    statement.save()
    for coding in Coding.objects.filter(statement=statement).exclude(passage=""):
        at = statement.text.find(coding.passage)
        coding.start = at if at >= 0 else None
        coding.save()
    after = {name: str(getattr(statement, name)) for name in PARTS}
    changed = [name for name in PARTS if before[name] != after[name]]
    write_entry(
        person,
        "offers.edit_statement",
        statement,
        alliance_key=person.alliance.slug,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    return statement


def version_of(statement: Statement) -> str:
    return fingerprint({name: str(getattr(statement, name)) for name in PARTS})
