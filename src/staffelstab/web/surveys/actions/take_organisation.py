from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.actions.add_organisation import add_organisation
from staffelstab.web.alliances.models import ActorType, Membership, Organisation, Place
from staffelstab.web.surveys.models import Round
from staffelstab.web.surveys.queries import Step

IN_CORE = "yes"


@transaction.atomic
def take_organisation(person: Membership, asked: Round, step: Step, today: date) -> Organisation:
    """Takes part from the day on which it is taken over. No municipality named means: all of them."""
    said = step.said
    here = Place.objects.filter(district_key=person.alliance.district_key)
    place = said.get("territory", "")
    return add_organisation(
        person,
        name=said.get("name", ""),
        actor_type=ActorType.objects.get(pk=said["actor_type"]),
        since=today,
        territory=here.filter(pk=place) if place else here,
        in_core_group=said.get("in_core_group") == IN_CORE,
        contact_function=said.get("contact_function", "")[:200],
    ).organisation
