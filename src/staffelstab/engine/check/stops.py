"""If one thing stops: who loses every way to a goal when an offer, an organisation or a funding is lost on the day.

The definition is that of single-point in docs/background/the_check.md; here one loss is asked about and the answer is
told for every combination of the grouping attributes, whatever the limit of persons.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from staffelstab.engine.check.counts import Masks
from staffelstab.engine.check.finding import Code, Finding, Persons, Question, Severity, Witness
from staffelstab.engine.check.findings.gap import split_by_group
from staffelstab.engine.check.findings.single_point import losses_in_area
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.kernel.tables import Ints
from staffelstab.engine.check.run import Run, goals_in_area, prepare
from staffelstab.engine.model import Kind, Pathway

KINDS = ("offer", "organisation", "funding")


@dataclass(frozen=True)
class Stop:
    """stations: what is lost; a legal step stays. profiles, with_way_before / after: as in an Event.

    findings: one of code single-point per combination of the grouping attributes, named stop.kind.key.group.
    """

    kind: str
    key: str
    stations: tuple[str, ...]
    profiles: int
    with_way_before: int
    with_way_after: int
    persons: Persons
    findings: tuple[Finding, ...]

    @property
    def loses(self) -> int:
        return self.with_way_before - self.with_way_after


def what_can_stop(pathway: Pathway, kind: str, key: str) -> tuple[str, ...]:
    """The stations that would be lost, in the order of the concept."""
    offers = (pathway.offer(station) for station in pathway.concept.stations)
    return tuple(
        offer.key
        for offer in offers
        if offer.kind is not Kind.LEGAL_STEP
        and key == {"offer": offer.key, "organisation": offer.organisation, "funding": offer.funding}[kind]
    )


def if_stops(pathway: Pathway, question: Question, kind: str, key: str) -> Stop:
    """Who has no way within the horizon any more. The pathway must be valid (see `files.validate`)."""
    gather = Gatherer(prepare(pathway, question))
    run, lost = gather.run, what_can_stop(pathway, kind, key)
    months = _months(run)
    before = sum(int((m >= 0)[run.cases.case_of].sum()) * len(run.areas[i].places) for i, m in months.items())
    masks = _lost(run, months, lost)
    gone = sum(int(mask.sum()) * len(run.areas[i].places) for i, mask in masks.items())
    return Stop(
        kind=kind,
        key=key,
        stations=lost,
        profiles=gather.total,
        with_way_before=before,
        with_way_after=before - gone,
        persons=gather.persons(masks) if masks else Persons(0, 0),
        findings=tuple(_findings(gather, kind, key, lost, masks, months)) if masks else (),
    )


def _months(run: Run) -> dict[int, Ints]:
    """Number of the area → (R,) month of the earliest goal within the horizon, −1 = none."""
    horizon, everybody = run.pathway.settings.horizon_months, np.arange(len(run.cases), dtype=np.int32)
    return {
        i: goals_in_area(run.compiled, run.cases, area, horizon, everybody)
        for i, area in enumerate(run.areas)
    }


def _lost(run: Run, months: dict[int, Ints], lost: tuple[str, ...]) -> Masks:
    numbers = [i for i, offer in enumerate(run.compiled.offers) if offer.key in lost]
    masks = {}
    for i, area in enumerate(run.areas):
        cases: Ints = np.flatnonzero(months[i] > 0).astype(np.int32)
        _, breaks = losses_in_area(run, area, cases, [numbers])
        mask = breaks[:, 0][run.cases.case_of]
        if numbers and mask.any():
            masks[i] = mask
    return masks


def _findings(
    gather: Gatherer, kind: str, key: str, lost: tuple[str, ...], masks: Masks, months: dict[int, Ints]
) -> Iterator[Finding]:
    for group, part in split_by_group(gather, masks):
        gather.stories.stand(*gather.shortest(part, months))
        finding = gather.finding(
            code=Code.SINGLE_POINT,
            kind=kind,
            severity=Severity.MEDIUM,
            masks=part,
            about=(key, *group.values()),
            stations=lost,
            organisations=(key,) if kind == "organisation" else (),
            funding=key if kind == "funding" else None,
            group=group,
            witness=Witness(gather.stories.profile, way=gather.stories.way_to_goal()),
        )
        yield replace(finding, name=".".join(["stop", kind, key, *group.values()]))
