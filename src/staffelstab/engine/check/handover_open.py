"""handover-open (Übergabe ungeregelt): a transition people take, without a complete procedure."""

from __future__ import annotations

from collections.abc import Iterator

from staffelstab.engine.check.finding import Code, Finding, Severity
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.run import cells


def findings(gather: Gatherer) -> Iterator[Finding]:
    """One finding per transition."""
    run, stories = gather.run, gather.stories
    procedures = {(t.origin, t.target): t.handover for t in run.pathway.concept.transitions}
    for edge, (row, target) in enumerate(run.compiled.edges):
        if row == 0:
            continue
        pair = (run.compiled.offers[row - 1].key, run.compiled.offers[target].key)
        missing = procedures[pair].missing()
        if not missing:
            continue
        masks = gather.from_cases([found.used[:, edge] > 0 for _, found in cells(run)])
        if not masks:
            continue
        stories.stand(*gather.shortest(masks))
        yield gather.finding(
            code=Code.HANDOVER_OPEN,
            kind="incomplete",
            severity=Severity.NOTICE,
            masks=masks,
            about=(f"{pair[0]}>{pair[1]}",),
            stations=pair,
            transition=pair,
            missing_parts=missing,
            witness=stories.over_edge(edge),
        )
