"""dead-end (Parkplatz): somebody arrives at a station and no sequence of steps leads to progress."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from staffelstab.engine.check.finding import Code, Finding, Severity, Witness
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.run import CAUSES, cells


def findings(gather: Gatherer) -> Iterator[Finding]:
    """One finding per station and cause."""
    for station, offer in enumerate(gather.run.compiled.offers):
        for cause, kind in enumerate(CAUSES):
            column = station * len(CAUSES) + cause
            if gather.occurs("dead", column):
                make = partial(_at, gather, station, cause)
                yield from gather.recall(("dead-end", offer.key, kind), [("dead", column)], make)


def _at(gather: Gatherer, station: int, cause: int) -> Iterator[Finding]:
    run, stories, kind = gather.run, gather.stories, CAUSES[cause]
    key = run.compiled.offers[station].key
    masks = gather.from_cases([found.dead[:, station, cause] > 0 for _, found in cells(run)])
    scores = {i: found.dead[:, station, cause] for i, (_, found) in enumerate(cells(run))}
    stories.stand(*gather.shortest(masks, scores))
    label = int(stories.dead_label[station, cause])
    yield gather.finding(
        code=Code.DEAD_END,
        kind=kind,
        severity=Severity.SERIOUS,
        masks=masks,
        about=(key,),
        stations=(key,),
        witness=Witness(
            stories.profile,
            way=stories.way(label),
            closed_doors=stories.doors(label, with_missing_transitions=kind == "no-transition"),
        ),
    )
