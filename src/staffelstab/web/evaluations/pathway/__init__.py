"""The only door of this room to the engine and the programmes."""

from staffelstab.engine.model import Offer as EngineOffer
from staffelstab.web.evaluations.pathway.bundles import ModuleName, module_names
from staffelstab.web.evaluations.pathway.findings import (
    Beside,
    Lost,
    Pair,
    beside_gaps,
    gaps_of,
    known_beside_gaps,
    offers_in_scales,
    pairs,
    speaks_of,
)
from staffelstab.web.evaluations.pathway.outside import coarse, document_outside, known_outside
from staffelstab.web.evaluations.pathway.published import Published, published_in
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
    "EngineOffer",
    "Lost",
    "ModuleName",
    "Pair",
    "Published",
    "Shares",
    "Table",
    "beside_gaps",
    "coarse",
    "document_outside",
    "gaps_of",
    "known_beside_gaps",
    "known_outside",
    "module_names",
    "offers_in_scales",
    "pairs",
    "published_in",
    "speaks_of",
    "ways_by_place_and_group",
]
