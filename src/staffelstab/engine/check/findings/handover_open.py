"""handover-open (Übergabe ungeregelt): a transition people take, without a complete procedure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from staffelstab.engine.check.finding import Code, Finding, Severity
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.run import cells


def findings(gather: Gatherer) -> Iterator[Finding]:
    """One finding per transition."""
    run = gather.run
    procedures = {(t.origin, t.target): t.handover for t in run.pathway.concept.transitions}
    for edge, (row, target) in enumerate(run.compiled.edges):
        if row == 0:
            continue
        pair = (run.compiled.offers[row - 1].key, run.compiled.offers[target].key)
        missing = procedures[pair].missing()
        if not missing:
            continue
        if gather.occurs("used", edge):
            make = partial(_over, gather, edge, pair, missing)
            yield from gather.recall(("handover-open", pair), [("used", edge)], make, missing)


def _over(gather: Gatherer, edge: int, pair: tuple[str, str], missing: tuple[str, ...]) -> Iterator[Finding]:
    masks = gather.from_cases([found.used[:, edge] > 0 for _, found in cells(gather.run)])
    gather.stories.stand(*gather.shortest(masks))
    yield gather.finding(
        code=Code.HANDOVER_OPEN,
        kind="incomplete",
        severity=Severity.NOTICE,
        masks=masks,
        about=(f"{pair[0]}>{pair[1]}",),
        stations=pair,
        transition=pair,
        missing_parts=missing,
        witness=gather.stories.over_edge(edge),
    )
