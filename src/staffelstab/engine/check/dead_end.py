"""dead-end (Parkplatz): somebody arrives at a station and no sequence of steps leads to progress."""

from __future__ import annotations

from collections.abc import Iterator

from staffelstab.engine.check.finding import Code, Finding, Severity, Witness
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.run import CAUSES, cells


def findings(gather: Gatherer) -> Iterator[Finding]:
    """One finding per station and cause."""
    run, stories = gather.run, gather.stories
    for station, offer in enumerate(run.compiled.offers):
        for cause, kind in enumerate(CAUSES):
            masks = gather.from_cases([found.dead[:, station, cause] >= 0 for _, found in cells(run)])
            if not masks:
                continue
            scores = {i: found.dead[:, station, cause] for i, (_, found) in enumerate(cells(run))}
            area, profile = gather.shortest(masks, scores)
            stories.stand(area, profile)
            label = int(stories.dead_label[station, cause])
            yield gather.finding(
                code=Code.DEAD_END,
                kind=kind,
                severity=Severity.SERIOUS,
                masks=masks,
                about=(offer.key,),
                stations=(offer.key,),
                witness=Witness(
                    stories.profile,
                    way=stories.way(label),
                    closed_doors=stories.doors(label, with_missing_transitions=kind == "no-transition"),
                ),
            )
