"""revolving-door (Maßnahmekarriere): a circle without change, too many measures, or too few that help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from staffelstab.engine.check.area_results import AreaResults
from staffelstab.engine.check.counts import Masks
from staffelstab.engine.check.finding import Code, Finding, Severity, Witness
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.kernel.balance import mostly_without_progress, new_known_ways
from staffelstab.engine.check.kernel.tables import Bools, Ints
from staffelstab.engine.check.run import Area, Run, cells, make_workspace, spread


def findings(gather: Gatherer) -> Iterator[Finding]:
    """Circles gathered by their set of stations; one finding each for too many measures and for too few that help."""
    circles = [("circle", station) for station in range(len(gather.run.compiled.offers))]
    yield from gather.recall("circles", circles, partial(_circles, gather))
    yield from _about_ways(gather, "too-many-measures", [found.too_many for _, found in cells(gather.run)])
    stuck = gather.per_case("mostly-without-progress", partial(_search_area, gather.run))
    yield from _about_ways(gather, "mostly-without-progress", stuck)


def _circles(gather: Gatherer) -> Iterator[Finding]:
    run, stories = gather.run, gather.stories
    told: dict[tuple[str, ...], tuple[Witness, dict[int, Bools]]] = {}
    for station in range(len(run.compiled.offers)):
        if not gather.occurs("circle", station):
            continue
        masks = gather.from_cases([found.circle[:, station] > 0 for _, found in cells(run)])
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


def _search_area(run: Run, area: Area, results: AreaResults, among: Bools) -> Bools:
    """(R,) cases of `among` all of whose ways to a goal spend most of their months in measures without progress."""
    compiled, cases = run.compiled, run.cases
    found = np.zeros(len(cases), dtype=np.bool_)

    def job(rows: Ints, capacity: int) -> int:
        stopped: int = mostly_without_progress(
            compiled.tables,
            make_workspace(compiled, capacity),
            new_known_ways(len(compiled.since_clocks)),
            area.serves,
            cases.clocks,
            cases.x,
            cases.since,
            rows,
            found,
        )
        return stopped

    concerned = among & (results.balance > 0)
    spread(job, np.flatnonzero(concerned).astype(np.int32))
    return found


def _about_ways(gather: Gatherer, kind: str, cases: Sequence[Bools]) -> Iterator[Finding]:
    """One finding about all cases (R,) per area; its story is the earliest way of who is at a goal first."""
    if masks := gather.from_cases(cases):
        make = partial(_told_by_the_first, gather, kind, masks)
        yield from gather.recall(("ways", kind), [("goal", 0)], make, gather.bits(masks))


def _told_by_the_first(gather: Gatherer, kind: str, masks: Masks) -> Iterator[Finding]:
    run, stories = gather.run, gather.stories
    scores = {i: np.asarray(found.goal, dtype=np.int32) for i, (_, found) in enumerate(cells(run))}
    area, profile = gather.shortest(masks, scores)
    stories.stand(area, profile)
    yield gather.finding(
        code=Code.REVOLVING_DOOR,
        kind=kind,
        severity=Severity.MEDIUM,
        masks=masks,
        about=("all",),
        witness=Witness(stories.profile, way=stories.way_to_goal()),
    )
