from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.intake.models import ForeignList
from staffelstab.web.intake.rules import may_take_in_lists


@transaction.atomic
def stop_work(person: Membership, foreign_list: ForeignList) -> None:
    """Asks whoever works on the list to stop after the rows at hand. Nothing is half done."""
    may_take_in_lists(person).or_refuse()
    ForeignList.objects.filter(pk=foreign_list.pk).update(stop_asked=True)
