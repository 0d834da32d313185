"""waiting (Wartestellung): the next step exists, but only after a long wait."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from staffelstab.engine.check.finding import Code, Finding, Severity, Witness
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.run import WAITING_KINDS, cells

_LONG = 12
"""Months from which waiting is more than a notice."""


def findings(gather: Gatherer) -> Iterator[Finding]:
    """One finding per station (or the start) and kind."""
    run = gather.run
    for row in range(len(run.compiled.offers) + 1):
        station = run.compiled.offers[row - 1].key if row else ""
        for number, kind in enumerate(WAITING_KINDS):
            column = row * len(WAITING_KINDS) + number
            if gather.occurs("waiting", column):
                make = partial(_at, gather, row, number)
                yield from gather.recall(("waiting", station, kind), [("waiting", column)], make)


def _at(gather: Gatherer, row: int, number: int) -> Iterator[Finding]:
    run, stories = gather.run, gather.stories
    station = run.compiled.offers[row - 1].key if row else ""
    masks = gather.from_cases([found.waiting[:, row, number] > 0 for _, found in cells(run)])
    scores = {i: found.waiting[:, row, number] for i, (_, found) in enumerate(cells(run))}
    stories.stand(*gather.shortest(masks, scores))
    label = int(stories.waiting_label[row, number])
    company, step = stories.next_step(label)
    waits = step.starts - int(stories.work.month[label])
    yield gather.finding(
        code=Code.WAITING,
        kind=WAITING_KINDS[number],
        severity=Severity.MEDIUM if waits >= _LONG else Severity.NOTICE,
        masks=masks,
        about=(station or "start",),
        stations=((station,) if station else ()) + (step.station,),
        waiting_months=waits,
        witness=Witness(stories.profile, way=stories.way(label) + company, next_step=step),
    )
