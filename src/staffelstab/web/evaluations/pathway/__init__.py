"""The only door of this room to the engine and the programmes."""

from staffelstab.web.evaluations.pathway.bundles import ModuleName, module_names
from staffelstab.web.evaluations.pathway.findings import (
    Beside,
    Lost,
    Pair,
    beside_gaps,
    gaps_of,
    known_beside_gaps,
    pairs,
)
from staffelstab.web.evaluations.pathway.ways import (
    WAYS,
    BundleShares,
    Shares,
    Table,
    ways_by_place_and_group,
)

__all__ = [
    "WAYS",
    "Beside",
    "BundleShares",
    "Lost",
    "ModuleName",
    "Pair",
    "Shares",
    "Table",
    "beside_gaps",
    "gaps_of",
    "known_beside_gaps",
    "module_names",
    "pairs",
    "ways_by_place_and_group",
]
