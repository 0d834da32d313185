from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.intake.enums import State
from staffelstab.web.intake.models import ForeignList
from staffelstab.web.intake.rules import is_interrupted, may_map, may_take_over, may_undo
from staffelstab.web.kit.verdict import Verdict, refused


@transaction.atomic
def begin_work(person: Membership, foreign_list: ForeignList, state: State, *, now: datetime) -> ForeignList:
    """Whoever begins first works on the list; a second one is refused. What was interrupted can be gone on with."""
    foreign_list = ForeignList.objects.select_for_update().get(pk=foreign_list.pk)
    if foreign_list.is_at_work and not is_interrupted(foreign_list, now=now):
        refused(_("Somebody is already working on this list. Wait until it is done.")).or_refuse()
    goes_on = foreign_list.is_at_work and foreign_list.state == state
    if not goes_on:
        _may(person, foreign_list, state).or_refuse()
    foreign_list.state = state
    foreign_list.rows_done = foreign_list.rows_done if goes_on else 0
    foreign_list.began_at = foreign_list.seen_at = now
    foreign_list.stop_asked, foreign_list.failure = False, ""
    foreign_list.save(update_fields=("state", "rows_done", "began_at", "seen_at", "stop_asked", "failure"))
    return foreign_list


def _may(person: Membership, foreign_list: ForeignList, state: State) -> Verdict:
    if state == State.COMPARING:
        return may_map(person, foreign_list)
    if state == State.TAKING:
        new = foreign_list.counts.get("new_organisations", 0)
        return may_take_over(person, foreign_list, new_organisations=new)
    return may_undo(person, foreign_list)
