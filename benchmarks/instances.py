"""Invented Lands of 396 municipalities on seven scales, drawn with a seed: about what engines cost, about nobody.

base: 4 to 60 offers per municipality, few small and most with about a dozen, some 5,000 in all; stress: 60 everywhere.
An offer allows most values of two or three scales and raises one by a step; some change nothing; who fails stays as
they were. Each may lead to some others, and some are entry points.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from staffelstab.engine.model import Offer, Pathway
from tests.engine.seven_scales import SIZES, concept_of, course, pathway_of

MUNICIPALITIES, SEED = 396, 20261123
MOST_OFFERS, FEWEST_OFFERS = 60, 4
_SPREAD, _MIDDLE = 0.62, 11.0
_RAISED = ("language", "school", "work", "vocation", "residence", "care")
_WEIGHTS = (35, 15, 8, 22, 6, 4)
_IDLE, _TO_GOAL, _ARROW, _ENTRY = 0.10, 0.10, 0.30, 0.4


def base(municipalities: int = MUNICIPALITIES) -> Pathway:
    """Sizes are log-normal around a median of 11, cut at 4 and 60."""
    chance = random.Random(SEED)
    drawn = [chance.lognormvariate(0, _SPREAD) * _MIDDLE for _ in range(MUNICIPALITIES)]
    sizes = [min(MOST_OFFERS, max(FEWEST_OFFERS, round(size))) for size in drawn]
    return land(sizes[:municipalities])


def stress(municipalities: int = MUNICIPALITIES) -> Pathway:
    return land([MOST_OFFERS] * municipalities)


def land(sizes: Sequence[int]) -> Pathway:
    """One municipality per size, each with that many offers of its own."""
    offers: list[Offer] = []
    entries: list[str] = []
    arrows: list[tuple[str, str]] = []
    for number, size in enumerate(sizes):
        chance = random.Random(f"{SEED}-{number}")
        own = [offer_of(chance, f"m{number:03}-{i:02}", (f"m{number:03}",)) for i in range(size)]
        keys = [offer.key for offer in own]
        offers += own
        entries += [key for key in keys if chance.random() < _ENTRY] or keys[:1]
        arrows += [(a, b) for a in keys for b in keys if a != b and chance.random() < _ARROW]
    places = [f"m{number:03}" for number in range(len(sizes))]
    return pathway_of(offers, concept_of(offers, entries, arrows), places)


def offer_of(chance: random.Random, key: str, territory: tuple[str, ...]) -> Offer:
    """An offer that somebody can enter and, unless it is idle, get on with."""
    if chance.random() < _IDLE:
        return course(key, _other_limits(chance, ""), None, territory)
    raised = chance.choices(_RAISED, _WEIGHTS)[0]
    top = SIZES[raised] - 1
    to = top if raised == "vocation" and chance.random() < _TO_GOAL else chance.randint(1, max(1, top - 1))
    allows = {raised: range(max(0, to - chance.randint(1, 2)), to), **_other_limits(chance, raised)}
    return course(key, allows, (raised, to), territory)


def _other_limits(chance: random.Random, raised: str) -> dict[str, range]:
    """From some value on (language, school, work), or up to some (age)."""
    limits: dict[str, range] = {}
    for scale in chance.sample(
        [s for s in ("language", "school", "age", "work", "residence") if s != raised], 2
    ):
        size = SIZES[scale]
        if scale == "age":
            limits[scale] = range(chance.randint(2, size))
        else:
            limits[scale] = range(chance.randint(0, size // 2), size)
    return limits


def narrowed(pathway: Pathway, scales: int) -> Pathway:
    """The same asked about fewer situations: the last scales stand at their first value at entry."""
    kept = list(SIZES)[:scales]
    values = {k: (v if k in kept else v[:1]) for k, v in pathway.profiles.values.items()}
    return replace(pathway, profiles=replace(pathway.profiles, values=values))
