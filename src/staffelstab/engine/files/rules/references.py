"""Rules about keys that lead from one part of the file to another."""

from __future__ import annotations

from staffelstab.engine.files.problems import ProblemList, listed, shown, suggestion
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
    for index, agreement in enumerate(pathway.agreements):
        for at, party in enumerate(agreement.parties):
            check_known(
                party, "organisation", organisations, ("agreements", index, "organisations", at), problems
            )
    for index, need in enumerate(pathway.needs):
        for at, place in enumerate(need.places or ()):
            check_known(place, "place", places, ("needs", index, "places", at), problems)
    _check_agreements_named(pathway, problems)


def _check_agreements_named(pathway: Pathway, problems: ProblemList) -> None:
    """In a file that keeps agreements, a text that names none of them is doubtful: nobody knows whether it is valid."""
    if not pathway.agreements:
        return
    known = [word for a in pathway.agreements for word in (a.key, a.title) if word]
    for index, transition in enumerate(pathway.concept.transitions):
        named = transition.agreement
        if named and pathway.agreement_of(transition) is None:
            problems.report(
                "unknown-agreement",
                ("concept", "transitions", index, "agreement"),
                found=shown(named),
                suggestion=suggestion(named, known),
                known=listed(a.key for a in pathway.agreements),
            )
