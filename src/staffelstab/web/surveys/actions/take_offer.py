from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Membership, Organisation, Place
from staffelstab.web.alliances.queries import organisations
from staffelstab.web.offers.actions.create_offer import create_offer
from staffelstab.web.offers.models import Offer
from staffelstab.web.surveys.models import Round
from staffelstab.web.surveys.pathway import in_words, option_of, read_date, read_number
from staffelstab.web.surveys.queries import Step


@transaction.atomic
def take_offer(person: Membership, asked: Round, step: Step, today: date) -> Offer:
    """A first entry: who may enter and what changes is not asked in a work aid and has to be added at the offer."""
    said, provider = step.said, said_provider(step, today)
    place = said.get("territory", "")
    return create_offer(
        person,
        title=said.get("title", ""),
        category=said.get("category", ""),
        organisation=provider,
        months=read_number(said.get("months", "")) or 0,
        places=read_number(said.get("places", "")),
        valid_to=read_date(said.get("valid_to", "")),
        territory=Place.objects.filter(pk=place)
        if place
        else Place.objects.filter(district_key=person.alliance.district_key),
        definition={"sources": [_source(asked, step, provider)]},
    )


def said_provider(step: Step, today: date) -> Organisation | None:
    """The organisation of the register with this name, also by its short name."""
    wanted = step.said.get("organisation", "").casefold()
    named = (o for o in organisations(today=today) if wanted in (o.name.casefold(), o.short_name.casefold()))
    return next(named, None) if wanted else None


def _source(asked: Round, step: Step, provider: Organisation | None) -> str:
    """From where it is, and what has no field of its own at an offer."""
    module = option_of(step.question, "module", step.said.get("module", ""))
    named = step.said.get("organisation", "")
    parts = (
        _("Work aid: %(round)s") % {"round": asked},
        in_words(module.label) if module else "",
        _("provider: %(name)s") % {"name": named} if named and provider is None else "",
    )
    return "; ".join(part for part in parts if part)
