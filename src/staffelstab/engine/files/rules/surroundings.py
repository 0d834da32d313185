"""Rules about places, organisations, agreements, funding and needs."""

from __future__ import annotations

from staffelstab.engine.files.problems import ProblemList
from staffelstab.engine.files.rules.conditions import check_condition
from staffelstab.engine.files.rules.keys import check_distinct, check_period, check_unique
from staffelstab.engine.model import Need, Pathway, Scales


def check_surroundings(pathway: Pathway, problems: ProblemList) -> None:
    check_unique((place.key for place in pathway.places), "places", ("places",), problems)
    check_unique((o.key for o in pathway.organisations), "organisations", ("organisations",), problems)
    check_unique((a.key for a in pathway.agreements), "agreements", ("agreements",), problems)
    check_unique((funding.key for funding in pathway.fundings), "fundings", ("fundings",), problems)
    check_unique((offer.key for offer in pathway.offers), "offers", ("offers",), problems)
    check_unique((need.key for need in pathway.needs), "needs", ("needs",), problems)
    for index, funding in enumerate(pathway.fundings):
        check_period(funding.period, ("fundings", index), problems)
    for index, agreement in enumerate(pathway.agreements):
        check_period(agreement.period, ("agreements", index), problems)
        check_distinct(agreement.parties, ("agreements", index, "organisations"), problems)
    for index, need in enumerate(pathway.needs):
        _check_need(need, index, pathway.scales, problems)


def _check_need(need: Need, index: int, scales: Scales, problems: ProblemList) -> None:
    check_condition(need.when, scales, ("needs", index, "when"), problems)
    check_distinct(need.places or (), ("needs", index, "places"), problems)
    if need.minimum is not None and need.maximum is not None and need.minimum > need.maximum:
        path = ("needs", index, "persons")
        problems.report("range-wrong-way", path, minimum=need.minimum, maximum=need.maximum)
