"""single-point (Engpass der Kette): an offer, an organisation or a funding whose loss takes every way to a goal."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from staffelstab.engine.check.counts import Masks
from staffelstab.engine.check.finding import Code, Finding, Persons, Severity, Witness
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.kernel.losses import losses_of_all
from staffelstab.engine.check.kernel.tables import Bools, Ints
from staffelstab.engine.check.run import Area, Run, cells, make_workspace, spread
from staffelstab.engine.model import Kind


@dataclass(frozen=True)
class Loss:
    """What is lost together: the stations of an offer, an organisation or a funding, by number."""

    kind: str
    key: str
    stations: tuple[int, ...]


def findings(gather: Gatherer) -> Iterator[Finding]:
    """One finding per offer, organisation and funding; each one is lost on the date of the check."""
    run = gather.run
    losses = tuple(_losses(run))
    if not losses:
        return
    broken = [_broken(run, area, found.goal, losses) for area, found in cells(run)]
    months = {i: found.goal for i, (_, found) in enumerate(cells(run))}
    for number, loss in enumerate(losses):
        masks = gather.from_cases([breaks[:, number] for breaks in broken])
        if masks and _counts(run, gather.persons(masks)):
            yield _finding(gather, loss, masks, months)


def losses_in_area(run: Run, area: Area, cases: Ints, lost: Sequence[Collection[int]]) -> tuple[Bools, Bools]:
    """passed (R, N): stations of the earliest way within the horizon; breaks (R, K): what is lost takes every way."""
    compiled = run.compiled
    mask = np.zeros((len(lost), len(compiled.offers)), dtype=np.bool_)
    for number, stations in enumerate(lost):
        mask[number, list(stations)] = True
    passed = np.zeros((len(run.cases), len(compiled.offers)), dtype=np.bool_)
    breaks = np.zeros((len(run.cases), len(lost)), dtype=np.bool_)

    def job(rows: Ints, capacity: int) -> int:
        stopped: int = losses_of_all(
            compiled.tables,
            make_workspace(compiled, capacity),
            area.serves,
            mask,
            run.cases.clocks,
            run.cases.x,
            run.cases.since,
            run.pathway.settings.horizon_months,
            rows,
            passed,
            breaks,
        )
        return stopped

    spread(job, cases)
    return passed, breaks


def _losses(run: Run) -> Iterator[Loss]:
    """Everything that can be lost; what has only one station is told of as that offer."""
    offers = run.compiled.offers
    can_fail = [i for i, offer in enumerate(offers) if offer.kind is not Kind.LEGAL_STEP]
    yield from (Loss("offer", offers[i].key, (i,)) for i in can_fail)
    for organisation in run.pathway.organisations:
        stations = tuple(i for i in can_fail if offers[i].organisation == organisation.key)
        if len(stations) > 1:
            yield Loss("organisation", organisation.key, stations)
    for funding in run.pathway.fundings:
        stations = tuple(i for i in can_fail if offers[i].funding == funding.key)
        if len(stations) > 1:
            yield Loss("funding", funding.key, stations)


def _broken(run: Run, area: Area, goal: Ints, losses: Sequence[Loss]) -> Bools:
    in_time = (goal >= 0) & (goal <= run.pathway.settings.horizon_months)
    cases: Ints = np.flatnonzero(in_time).astype(np.int32)
    _, breaks = losses_in_area(run, area, cases, [loss.stations for loss in losses])
    return breaks


def _counts(run: Run, persons: Persons) -> bool:
    return persons.maximum is None or persons.maximum >= run.pathway.settings.single_point_persons


def _finding(gather: Gatherer, loss: Loss, masks: Masks, months: dict[int, Ints]) -> Finding:
    stories = gather.stories
    stories.stand(*gather.shortest(masks, months))
    return gather.finding(
        code=Code.SINGLE_POINT,
        kind=loss.kind,
        severity=Severity.MEDIUM,
        masks=masks,
        about=(loss.key,),
        stations=tuple(gather.run.compiled.offers[i].key for i in loss.stations),
        organisations=(loss.key,) if loss.kind == "organisation" else (),
        funding=loss.key if loss.kind == "funding" else None,
        witness=Witness(stories.profile, way=stories.way_to_goal()),
    )
