"""waiting (Wartestellung): the next step exists, but only after a long wait."""

from __future__ import annotations

from collections.abc import Iterator

from staffelstab.engine.check.finding import Code, Finding, Severity, Witness
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.run import WAITING_KINDS, cells

_LONG = 12
"""Months from which waiting is more than a notice."""


def findings(gather: Gatherer) -> Iterator[Finding]:
    """One finding per station (or the start) and kind."""
    run, stories = gather.run, gather.stories
    for row in range(len(run.compiled.offers) + 1):
        station = run.compiled.offers[row - 1].key if row else ""
        for number, kind in enumerate(WAITING_KINDS):
            masks = gather.from_cases([found.waiting[:, row, number] >= 0 for _, found in cells(run)])
            if not masks:
                continue
            scores = {i: found.waiting[:, row, number] for i, (_, found) in enumerate(cells(run))}
            area, profile = gather.shortest(masks, scores)
            stories.stand(area, profile)
            label = int(stories.waiting_label[row, number])
            company, step = stories.next_step(label)
            waits = step.starts - int(stories.work.month[label])
            yield gather.finding(
                code=Code.WAITING,
                kind=kind,
                severity=Severity.MEDIUM if waits >= _LONG else Severity.NOTICE,
                masks=masks,
                about=(station or "start",),
                stations=((station,) if station else ()) + (step.station,),
                waiting_months=waits,
                witness=Witness(stories.profile, way=stories.way(label) + company, next_step=step),
            )
