from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.models import Code, Coding, Statement
from staffelstab.web.offers.rules import may_code


@transaction.atomic
def code_statement(
    person: Membership, statement: Statement, code: Code, *, passage: str = ""
) -> Coding | None:
    """Give the code to the passage, or to the whole text; the same once more takes it away again."""
    may_code(person, statement).or_refuse()
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    passage = passage.strip()
    start = statement.text.find(passage) if passage else None
    if start is not None and start < 0:
        raise ValidationError(
            _("The passage does not stand in the text like this. Please copy it from there.")
        )
    same = Coding.objects.filter(statement=statement, code=code, coder=person, passage=passage)
    what = {"statement": statement.pk, "code": code.key, "passage": len(passage)}
    if same.exists():
        same.delete()
        write_entry(
            person, "offers.code_statement", statement, alliance_key=person.alliance.slug, before=what
        )
        return None
    if not code.is_in_use:
        raise ValidationError(_("This code is out of use."))
    coding = Coding.objects.create(
        alliance=person.alliance, statement=statement, code=code, coder=person, passage=passage, start=start
    )
    write_entry(person, "offers.code_statement", statement, alliance_key=person.alliance.slug, after=what)
    return coding
