from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.intake.enums import State
from staffelstab.web.intake.models import ForeignList
from staffelstab.web.intake.queries.existing import existing
from staffelstab.web.intake.rules import may_map
from staffelstab.web.journal.actions.write_entry import write_entry

PLAIN = ("new", "out", "ended", "")


@transaction.atomic
def decide_rows(person: Membership, foreign_list: ForeignList, decisions: Mapping[str, str]) -> ForeignList:
    """Row number → new, out, ended or ``same:…``. ``*double`` and ``*ended`` decide about all that are undecided."""
    foreign_list = ForeignList.objects.select_for_update().get(pk=foreign_list.pk)
    may_map(person, foreign_list).or_refuse()
    _check(foreign_list, decisions)
    kept = {**foreign_list.decisions, **decisions}
    foreign_list.decisions = {row: said for row, said in kept.items() if said}
    foreign_list.state = State.READ
    foreign_list.save(update_fields=("decisions", "state"))
    write_entry(
        person,
        "intake.decide_rows",
        foreign_list,
        alliance_key=person.alliance.slug,
        after=dict(decisions),
    )
    return foreign_list


def _check(foreign_list: ForeignList, decisions: Mapping[str, str]) -> None:
    same = {said[5:] for said in decisions.values() if said.startswith("same:")}
    numbers = {key for key in same if key.isdecimal()}
    known = set(existing(foreign_list.what, numbers).by_key) if numbers else set()
    wrong = {key for key in same - known if not key.startswith("row:")}
    others = {said for said in decisions.values() if said not in PLAIN and said != "same"} - {
        f"same:{key}" for key in same
    }
    if wrong or others:
        raise ValidationError(_("What a row should be the same as is no longer here. Please decide again."))
