from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.surveys.models import Round
from staffelstab.web.surveys.pathway import WorkAid
from staffelstab.web.surveys.rules import may_open_rounds


@transaction.atomic
def open_round(person: Membership, aid: WorkAid, *, title: str, due_on: date, today: date) -> Round:
    """Ask the questions of a work aid once more, in the version that is valid now."""
    may_open_rounds(person).or_refuse()
    asked = Round(
        alliance=person.alliance,
        aid_key=aid.key,
        aid_version=aid.version,
        title=title.strip(),
        opened_on=today,
        due_on=due_on,
        opened_by=person.journal_label[:300],
    )
    asked.full_clean()
    asked.save()
    write_entry(
        person,
        "surveys.open_round",
        asked,
        alliance_key=person.alliance.slug,
        after={"work_aid": f"{aid.key} {aid.version}", "title": asked.title, "due_on": due_on},
    )
    return asked
