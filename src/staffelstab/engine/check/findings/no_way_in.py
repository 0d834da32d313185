"""no-way-in (unerreichbares Angebot): a station no profile at any place starts within the horizon."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from staffelstab.engine.check.doors import closed_door
from staffelstab.engine.check.finding import ClosedDoor, Code, Finding, Reason, Severity, Witness
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.run import Area, cells

_CASES, _LABELS = 8, 6
"""Cases, and ways in each, that are looked at to find the story in which the door is nearest to opening."""


def findings(gather: Gatherer) -> Iterator[Finding]:
    """One finding per station."""
    offers = gather.run.compiled.offers
    for station in (s for s in range(len(offers)) if not gather.occurs("started", s)):
        origins = [row for row, target in gather.run.compiled.edges if target == station]
        columns = [("started", row - 1) for row in origins if row] + [("started", station)]
        names = tuple(offers[row - 1].key if row else "" for row in origins)
        make = partial(_never_entered, gather, station)
        yield from gather.recall(("no-way-in", offers[station].key), columns, make, names)


def _never_entered(gather: Gatherer, station: int) -> Iterator[Finding]:
    key = gather.run.compiled.offers[station].key
    gather.stories.notes.seen.add(key)
    yield gather.finding(
        code=Code.NO_WAY_IN,
        kind="never-entered",
        severity=Severity.MEDIUM,
        masks=gather.everybody(),
        about=(key,),
        stations=(key,),
        witness=_nearest(gather, station),
    )


def _nearest(gather: Gatherer, station: int) -> Witness:
    """The story of a profile that comes to a station before it, with the fewest reasons against the last step."""
    run, stories = gather.run, gather.stories
    edges = [e for e, (_, target) in enumerate(run.compiled.edges) if target == station]
    rows = [run.compiled.edges[e][0] for e in edges]
    reached = [e for e, row in zip(edges, rows, strict=True) if row == 0 or gather.occurs("started", row - 1)]
    offer = run.compiled.offers[station]
    if not reached:
        origins = tuple(run.compiled.offers[run.compiled.edges[e][0] - 1].key for e in edges)
        reason = Reason("origin", need=origins) if origins else Reason("no-transition")
        stories.stand(run.areas[0], 0)
        return Witness(stories.profile, closed_doors=(ClosedDoor(offer.key, bool(edges), (reason,)),))
    rows = [run.compiled.edges[e][0] for e in reached]
    best: tuple[int, int] = (99, 0)
    nearest: tuple[Area, int, int, ClosedDoor] | None = None
    for area, number in _samples(gather, rows):
        stories.stand(area, number)
        for label in stories.labels_at(rows)[:_LABELS]:
            edge = next(e for e in reached if run.compiled.edges[e][0] == stories.row(label))
            door = closed_door(
                run.compiled,
                offer,
                stories.standpoint(label),
                stories.target_group(edge),
                until=run.pathway.settings.horizon_months,
            )
            rank = (len(door.reasons), int(stories.work.depth[label]))
            if rank < best:
                best, nearest = rank, (area, number, label, door)
    if nearest is None:
        return _nobody_stays(gather, offer.key, rows)
    stories.stand(nearest[0], nearest[1])
    return Witness(stories.profile, way=stories.way(nearest[2]), closed_doors=(nearest[3],))


def _nobody_stays(gather: Gatherer, station: str, rows: list[int]) -> Witness:
    """Those who come to a station before it are at a goal there, or come beyond the horizon."""
    stories = gather.stories
    for area, number in _samples(gather, rows):
        stories.stand(area, number)
        for label in stories.labels_at(rows, at_goal=True):
            return Witness(
                stories.profile, way=stories.way(label), closed_doors=(ClosedDoor(station, True, ()),)
            )
    origins = tuple(gather.run.compiled.offers[row - 1].key for row in rows)
    stories.stand(gather.run.areas[0], 0)
    reason = Reason("beyond-horizon", need=origins)
    return Witness(stories.profile, closed_doors=(ClosedDoor(station, True, (reason,)),))


def _samples(gather: Gatherer, rows: list[int]) -> Iterator[tuple[Area, int]]:
    """Profiles, spread over all, that come to one of the rows (0 = the start)."""
    run = gather.run
    for area, found in cells(run):
        comes = np.zeros(len(run.cases), dtype=np.bool_)
        for row in rows:
            comes |= True if row == 0 else found.started[:, row - 1] > 0
        cases = np.flatnonzero(comes)
        for case in cases[:: max(1, -(-len(cases) // _CASES))]:
            yield area, int(run.first_profile[case])
