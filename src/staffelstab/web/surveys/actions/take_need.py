from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import Membership, Place
from staffelstab.web.offers.actions.record_need import record_need
from staffelstab.web.offers.models import Need
from staffelstab.web.surveys.models import Round
from staffelstab.web.surveys.pathway import option_of, read_date
from staffelstab.web.surveys.queries import Step


@transaction.atomic
def take_need(person: Membership, asked: Round, step: Step, today: date) -> Need:
    """A group with its number as it was reported; the features come from the option that was chosen."""
    said = step.said
    option = option_of(step.question, "when", said.get("when", ""))
    return record_need(
        person,
        label=said.get("label", "")[:200],
        when={name: list(values) for name, values in option.when.items()} if option else {},
        places=Place.objects.filter(pk=said.get("places", "")),
        wording=said.get("persons", ""),
        life_area=said.get("life_area", ""),
        method=said.get("method", ""),
        source=(said.get("source") or str(asked))[:500],
        date=read_date(said.get("date", "")),
        note=said.get("source", "") if len(said.get("source", "")) > 500 else "",
    )
