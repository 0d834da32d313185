"""Rules about keys that lead from one part of the file to another."""

from __future__ import annotations

from staffelstab.engine.files.problems import ProblemList
from staffelstab.engine.files.rules.keys import check_known
from staffelstab.engine.model import Pathway


def check_references(pathway: Pathway, problems: ProblemList) -> None:
    places = {place.key: place for place in pathway.places}
    organisations = {organisation.key: organisation for organisation in pathway.organisations}
    fundings = {funding.key: funding for funding in pathway.fundings}
    for index, offer in enumerate(pathway.offers):
        path = ("offers", index)
        check_known(offer.organisation, "organisation", organisations, (*path, "organisation"), problems)
        check_known(offer.funding, "funding", fundings, (*path, "funding"), problems)
        for at, place in enumerate(offer.territory or ()):
            check_known(place, "place", places, (*path, "territory", at), problems)
    for index, need in enumerate(pathway.needs):
        for at, place in enumerate(need.places or ()):
            check_known(place, "place", places, ("needs", index, "places", at), problems)
