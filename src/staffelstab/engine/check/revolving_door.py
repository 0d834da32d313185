"""revolving-door (Maßnahmekarriere): a circle without change, or too many measures on every way to a goal."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from staffelstab.engine.check.finding import Code, Finding, Severity, Witness
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.run import cells
from staffelstab.engine.check.tables import Bools


def findings(gather: Gatherer) -> Iterator[Finding]:
    """Circles gathered by their set of stations, and one finding for ways with too many measures."""
    yield from _circles(gather)
    yield from _too_many(gather)


def _circles(gather: Gatherer) -> Iterator[Finding]:
    run, stories = gather.run, gather.stories
    told: dict[tuple[str, ...], tuple[Witness, dict[int, Bools]]] = {}
    for station in range(len(run.compiled.offers)):
        masks = gather.from_cases([found.circle[:, station] >= 0 for _, found in cells(run)])
        if not masks:
            continue
        scores = {i: found.circle[:, station] for i, (_, found) in enumerate(cells(run))}
        area, profile = gather.shortest(masks, scores)
        stories.stand(area, profile)
        label = int(stories.circle_label[station])
        witness = Witness(stories.profile, way=stories.way(label), circle=stories.circle(label))
        members = tuple(sorted({step.station for step in witness.circle}))
        if members not in told:
            told[members] = (witness, masks)
            continue
        known = told[members][1]
        for i, mask in masks.items():
            known[i] = known[i] | mask if i in known else mask
    for members, (witness, masks) in told.items():
        yield gather.finding(
            code=Code.REVOLVING_DOOR,
            kind="circle",
            severity=Severity.MEDIUM,
            masks=masks,
            about=("+".join(members),),
            stations=tuple(dict.fromkeys(step.station for step in witness.circle)),
            witness=witness,
        )


def _too_many(gather: Gatherer) -> Iterator[Finding]:
    run, stories = gather.run, gather.stories
    masks = gather.from_cases([found.too_many for _, found in cells(run)])
    if not masks:
        return
    scores = {i: np.asarray(found.goal, dtype=np.int32) for i, (_, found) in enumerate(cells(run))}
    area, profile = gather.shortest(masks, scores)
    stories.stand(area, profile)
    yield gather.finding(
        code=Code.REVOLVING_DOOR,
        kind="too-many-measures",
        severity=Severity.MEDIUM,
        masks=masks,
        about=("all",),
        witness=Witness(stories.profile, way=stories.way_to_goal()),
    )
