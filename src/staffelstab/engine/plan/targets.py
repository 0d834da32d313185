"""Who is meant: the profiles of gap findings or of profile sets, gathered into cases of the world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from staffelstab.engine.check.finding import Code, Finding, ProfileSet
from staffelstab.engine.check.kernel.tables import Bools, Bytes, Ints
from staffelstab.engine.check.run import GAP_KINDS, Run, cells
from staffelstab.engine.errors import StaffelstabError
from staffelstab.engine.plan.world import Elements, World

Target = Finding | ProfileSet
CLOSABLE = (Code.GAP, Code.GAP_IN_TIME)
"""Findings that more changes can only close, never open (docs/background/repair.md)."""


class NotClosable(StaffelstabError):
    """A repair was asked for a finding that is no gap."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.name)


def with_gap(run: Run, targets: Sequence[Target] | None) -> dict[str, Bools]:
    """place → (P,) profiles with a gap that the targets speak of; None speaks of all. Raises NotClosable."""
    for target in targets or ():
        if isinstance(target, Finding) and target.code not in CLOSABLE:
            raise NotClosable(target)
    masks: dict[str, Bools] = {}
    for area, found in cells(run):
        gap = found.gap[run.cases.case_of]
        for place in area.places:
            masks[place] = gap > 0 if targets is None else _meant(run, place, gap, targets)
    return masks


def _meant(run: Run, place: str, gap: Bytes, targets: Sequence[Target]) -> Bools:
    meant = np.zeros(len(gap), dtype=np.bool_)
    for target in targets:
        if isinstance(target, Finding):
            of_kind = gap == GAP_KINDS.index(target.kind)
            meant |= of_kind & _having(run, {key: (value,) for key, value in target.group.items()}, {})
        elif place in target.places:
            meant |= (gap > 0) & _having(run, target.values, target.clocks)
    return meant


def _having(run: Run, values: Mapping[str, Sequence[str]], clocks: Mapping[str, Sequence[int]]) -> Bools:
    """(P,) profiles with one of the listed values of each attribute, and of the listed months of each clock."""
    scales, profiles = run.pathway.scales, run.profiles
    having = np.ones(len(profiles), dtype=np.bool_)
    for column, attribute in enumerate(scales.attributes):
        if attribute.key in values:
            wanted = [attribute.index(value) for value in values[attribute.key]]
            having &= np.isin(profiles.values[:, column], wanted)
    for column, clock in enumerate(scales.clocks):
        if clock.key in clocks:
            having &= np.isin(profiles.clocks[:, column], list(clocks[clock.key]))
    return having


@dataclass(frozen=True)
class Targets:
    """elements (n, 2): place and case of each target; of places that no change can tell apart only the first.

    like (M,): the place that stands for each place. masks (M, P): which profiles are meant.
    """

    elements: Elements
    like: Ints
    masks: Bools

    def profiles_of(self, world: World, chosen: Bools) -> Bools:
        """(M, P) the meant profiles of those elements that are chosen (n,)."""
        flags = np.zeros((len(world.places), len(world.cases)), dtype=np.bool_)
        flags[self.elements[chosen, 0], self.elements[chosen, 1]] = True
        result: Bools = flags[self.like][:, world.cases.case_of] & self.masks
        return result


def find_targets(world: World, meant: Mapping[str, Bools]) -> Targets:
    """The cases of the world that the meant profiles are, place by place."""
    masks = np.array([meant[place] for place in world.places], dtype=np.bool_)
    patterns = np.column_stack([world.serves, world.territory_asks])
    _, first, which = np.unique(patterns, axis=0, return_index=True, return_inverse=True)
    like = first[which.reshape(-1)].astype(np.int32)
    pairs = [
        (place, case)
        for place in np.unique(like).tolist()
        for case in np.unique(world.cases.case_of[masks[like == place].any(axis=0)]).tolist()
    ]
    return Targets(np.array(pairs, dtype=np.int64).reshape(-1, 2), like, masks)
