"""The checker's answers in the shape of the oracle's, so that both can be asked the same questions."""

from __future__ import annotations

from staffelstab.engine.check import profile_results
from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import Pathway
from tests.engine.oracle import Answer, Profile


def checked(pathway: Pathway, question: Question) -> dict[Profile, Answer]:
    """What the checker says of every profile (after-funding it only says in its report)."""
    answers = {}
    for result in profile_results(pathway, question):
        profile = Profile(
            tuple((a.key, result.profile.values[a.key]) for a in pathway.scales.attributes),
            tuple((c.key, result.profile.clocks[c.key]) for c in pathway.scales.clocks),
            result.profile.place,
        )
        assert profile not in answers, "the same profile is answered twice"
        answers[profile] = Answer(
            result.at_goal,
            result.goal_month,
            result.gap,
            result.dead_ends,
            result.circles,
            result.too_many,
            result.waiting,
            result.started,
            result.transitions_used,
        )
    return answers
