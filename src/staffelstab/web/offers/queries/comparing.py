"""What is recorded beside what a provider wishes, field by field, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Place
from staffelstab.web.offers.models import Answer


@dataclass(frozen=True)
class Side:
    label: str
    recorded: list[str]
    wished: list[str]


def sides_of(answer: Answer) -> list[Side]:
    offer, wishes = answer.offer, answer.wishes
    found = []
    if "territory" in wishes:
        names = dict(Place.objects.filter(pk__in=wishes["territory"]).values_list("pk", "short_name"))
        everywhere = [_("for people from everywhere")]
        found.append(
            Side(
                _("For people from"),
                everywhere if offer.everywhere else [str(place) for place in offer.territory.all()],
                everywhere if wishes.get("everywhere") else sorted(names.values()),
            )
        )
    if "conditions" in wishes:
        found.append(
            Side(
                _("Further entry conditions"),
                list(offer.definition.get("conditions", [])),
                list(wishes["conditions"]),
            )
        )
    if answer.note:
        found.append(Side(_("In words of the provider"), [], answer.note.splitlines()))
    return found
