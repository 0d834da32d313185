"""A few profiles of one place, always the same ones, for peers that are too slow for all of them."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from staffelstab.engine.check import profile_results
from staffelstab.engine.check.finding import ProfileAtEntry, Question
from staffelstab.engine.model import Pathway

PROFILES, SEED = 8, 20261123


@dataclass(frozen=True)
class Sample:
    pathway: Pathway
    question: Question
    profiles: tuple[ProfileAtEntry, ...]
    goal_months: tuple[int | None, ...]


def draw_sample(pathway: Pathway, question: Question) -> Sample:
    """Profiles that do reach a goal, though not at entry: the peers then have something to find."""
    first_place = replace(question, places=(pathway.places[0].key,))
    on_the_way = [r for r in profile_results(pathway, first_place) if r.goal_month and not r.at_goal]
    chosen = random.Random(SEED).sample(on_the_way, min(PROFILES, len(on_the_way)))
    return Sample(pathway, first_place, tuple(r.profile for r in chosen), tuple(r.goal_month for r in chosen))


def by_check(sample: Sample) -> list[int | None]:
    return list(sample.goal_months)
