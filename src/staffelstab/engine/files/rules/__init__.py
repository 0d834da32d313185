"""What must hold in the content of a pathway beyond the form of its values."""

from __future__ import annotations

from staffelstab.engine.errors import Path, Problem
from staffelstab.engine.files.problems import ProblemList
from staffelstab.engine.files.rules.concept import check_concept, check_goal
from staffelstab.engine.files.rules.conditions import check_condition
from staffelstab.engine.files.rules.offers import check_one_offer
from staffelstab.engine.files.rules.references import check_references
from staffelstab.engine.files.rules.scales import check_profiles, check_scales
from staffelstab.engine.files.rules.surroundings import check_surroundings
from staffelstab.engine.model import Condition, Goal, Offer, Pathway, Scales

__all__ = ["check_offer", "check_one_goal", "check_pathway", "check_when"]


def check_pathway(pathway: Pathway) -> list[Problem]:
    problems = ProblemList()
    check_scales(pathway.scales, problems)
    check_profiles(pathway.profiles, pathway.scales, problems)
    check_surroundings(pathway, problems)
    for index, offer in enumerate(pathway.offers):
        check_one_offer(offer, pathway.scales, ("offers", index), problems)
    check_concept(pathway, problems)
    check_references(pathway, problems)
    return list(problems)


def check_offer(offer: Offer, scales: Scales, path: Path = ()) -> list[Problem]:
    problems = ProblemList()
    check_one_offer(offer, scales, path, problems)
    return list(problems)


def check_one_goal(goal: Goal, scales: Scales, path: Path = ()) -> list[Problem]:
    problems = ProblemList()
    check_goal(goal, scales, path, problems)
    return list(problems)


def check_when(condition: Condition, scales: Scales, path: Path = ()) -> list[Problem]:
    problems = ProblemList()
    check_condition(condition, scales, path, problems)
    return list(problems)
