from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.surveys.models import Round, Sheet
from staffelstab.web.surveys.queries import own_sheet
from staffelstab.web.surveys.rules import may_answer


@transaction.atomic
def begin_sheet(person: Membership, asked: Round, *, today: date) -> Sheet:
    """One's own sheet of a round: the one there is, or a new one. A draft is no deed yet, so no journal."""
    may_answer(person, asked).or_refuse()
    Round.objects.select_for_update().get(pk=asked.pk)
    found = own_sheet(person, asked)
    if found is not None:
        return found
    return Sheet.objects.create(
        alliance=person.alliance,
        round=asked,
        user=person.user,
        organisation=person.organisation,
        function=person.user.function,
        began_on=today,
        due_on=asked.due_on,
    )
