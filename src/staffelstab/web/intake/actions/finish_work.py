from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from staffelstab.web.alliances.models import Membership
from staffelstab.web.intake.enums import State
from staffelstab.web.intake.models import ForeignList
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def finish_work(
    person: Membership,
    foreign_list: ForeignList,
    state: State,
    *,
    rows: int,
    refused: Sequence[Sequence[Any]] = (),
    failure: str = "",
) -> ForeignList:
    """What came of it: taken over, taken back, or stopped on the way with what had been done by then."""
    foreign_list = ForeignList.objects.select_for_update().get(pk=foreign_list.pk)
    foreign_list.state = state
    foreign_list.refused = [list(each) for each in refused]
    foreign_list.failure = failure
    foreign_list.stop_asked = False
    if state in (State.TAKEN, State.STOPPED) and rows:
        foreign_list.taken_at, foreign_list.undone_at = timezone.now(), None
    if state == State.UNDONE:
        foreign_list.undone_at = timezone.now()
        foreign_list.taken_at = foreign_list.taken_at if refused else None
    foreign_list.save()
    write_entry(
        person,
        "intake.finish_work",
        foreign_list,
        alliance_key=person.alliance.slug,
        after={"state": state.value, "rows": rows, "refused": len(refused), "failure": failure},
    )
    return foreign_list
