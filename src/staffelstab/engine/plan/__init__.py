"""What would have to be agreed? The cheapest changes that close gaps, with the proof that nothing is cheaper."""

from staffelstab.engine.plan.aftermath import Aftermath, aftermath
from staffelstab.engine.plan.candidates import candidates
from staffelstab.engine.plan.changes import (
    DEFAULT_COSTS,
    MOST_COST,
    AddOffer,
    AgreeTransition,
    Change,
    ChangeKind,
    ExtendTerritory,
    MakeEntryPoint,
    with_changes,
)
from staffelstab.engine.plan.repair import Proof, ProofClause, Repair, applied, repair
from staffelstab.engine.plan.targets import CLOSABLE, NotClosable, Target

__all__ = [
    "CLOSABLE",
    "DEFAULT_COSTS",
    "MOST_COST",
    "AddOffer",
    "Aftermath",
    "AgreeTransition",
    "Change",
    "ChangeKind",
    "ExtendTerritory",
    "MakeEntryPoint",
    "NotClosable",
    "Proof",
    "ProofClause",
    "Repair",
    "Target",
    "aftermath",
    "applied",
    "candidates",
    "repair",
    "with_changes",
]
