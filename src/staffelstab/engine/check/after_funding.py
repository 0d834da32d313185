"""after-funding (was bleibt): gaps that open on the day after a time-limited funding has ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from staffelstab.engine.check.finding import Code, Finding, Severity, Witness
from staffelstab.engine.check.gap import split_by_group
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.run import prepare, with_goal
from staffelstab.engine.model import Funding, Offer, Pathway, Period


def findings(gather: Gatherer) -> Iterator[Finding]:
    """One finding per funding and combination of the grouping attributes."""
    run = gather.run
    for funding in run.pathway.fundings:
        end = funding.period.valid_to
        if end is None or end <= run.question.date or not _pays_for_a_station(run.pathway, funding):
            continue
        yield from _after(gather, funding, end)


def _pays_for_a_station(pathway: Pathway, funding: Funding) -> bool:
    return any(o.funding == funding.key and o.key in pathway.concept.stations for o in pathway.offers)


def _after(gather: Gatherer, funding: Funding, end: dt.date) -> Iterator[Finding]:
    run = gather.run
    question = replace(run.question, date=end + dt.timedelta(days=1))
    without = with_goal(prepare(run.pathway, question, run.compiled))
    later = Gatherer(prepare(as_if_continued(run.pathway, funding, end), question, run.compiled))
    lost = with_goal(later.run, {place: ~mask for place, mask in without.items()})
    masks = {i: lost[a.places[0]] for i, a in enumerate(run.areas)}
    masks = {i: m for i, m in masks.items() if m.any()}
    for group, part in split_by_group(gather, masks):
        area, number = gather.shortest(part)
        there = next(a for a in later.run.areas if area.places[0] in a.places)
        later.stories.stand(there, number)
        yield gather.finding(
            code=Code.AFTER_FUNDING,
            kind="gap-opens",
            severity=Severity.SERIOUS,
            masks=part,
            about=(funding.key, *group.values()),
            funding=funding.key,
            group=group,
            stations=tuple(
                s.station
                for s in later.stories.way_to_goal()
                if run.pathway.offer(s.station).funding == funding.key
            ),
            witness=Witness(later.stories.profile, way=later.stories.way_to_goal()),
        )


def as_if_continued(pathway: Pathway, funding: Funding, end: dt.date) -> Pathway:
    """The same pathway, in which everything of a funding that held on its last day goes on."""
    fundings = tuple(
        replace(f, period=Period(f.period.valid_from, None)) if f.key == funding.key else f
        for f in pathway.fundings
    )
    offers = tuple(_continued(o, end) if o.funding == funding.key else o for o in pathway.offers)
    return replace(pathway, fundings=fundings, offers=offers)


def _continued(offer: Offer, end: dt.date) -> Offer:
    def on(period: Period) -> Period:
        return Period(period.valid_from, None) if period.contains(end) else period

    return replace(
        offer, period=on(offer.period), access=tuple(replace(r, period=on(r.period)) for r in offer.access)
    )
