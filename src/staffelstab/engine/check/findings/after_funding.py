"""after-funding (was bleibt): gaps that open on the day after a time-limited funding has ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from staffelstab.engine.check.asides import Asides, by_place
from staffelstab.engine.check.finding import Code, Finding, Severity, Witness
from staffelstab.engine.check.findings.gap import split_by_group
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.kernel.tables import Bools
from staffelstab.engine.check.run import Run
from staffelstab.engine.model import Funding, Offer, Pathway, Period


@dataclass(frozen=True)
class Ending:
    """The day after a funding has ended. place → (P,): who has a way without it, who would only have one with it."""

    funding: Funding
    day_after: dt.date
    without: Mapping[str, Bools]
    lost: Mapping[str, Bools]
    continued: Run


def findings(gather: Gatherer) -> Iterator[Finding]:
    """One finding per funding and combination of the grouping attributes."""
    for ending in endings(gather.run, gather.asides):
        yield from findings_of(gather, ending)


def endings(run: Run, asides: Asides | None = None) -> Iterator[Ending]:
    """Of every funding of a station that ends after the date of the check, in the order of the file.

    `asides`: the side questions of the run, if some of them may have been asked before.
    """
    for funding in run.pathway.fundings:
        end = funding.period.valid_to
        if end is not None and end > run.question.date and _pays_for_a_station(run.pathway, funding):
            yield _ending(asides or Asides(run), funding, end)


def _pays_for_a_station(pathway: Pathway, funding: Funding) -> bool:
    return any(o.funding == funding.key and o.key in pathway.concept.stations for o in pathway.offers)


def _ending(asides: Asides, funding: Funding, end: dt.date) -> Ending:
    run = asides.run
    question = replace(run.question, date=end + dt.timedelta(days=1))
    without = asides.with_goal(asides.ask(f"without {funding.key}", run.pathway, question))
    going_on = asides.ask(f"with {funding.key}", as_if_continued(run.pathway, funding, end), question)
    lost = asides.with_goal(going_on, [~mask for mask in without])
    return Ending(funding, question.date, by_place(run, without), by_place(run, lost), going_on.run)


def findings_of(gather: Gatherer, ending: Ending) -> Iterator[Finding]:
    run, funding = gather.run, ending.funding
    masks = {i: ending.lost[a.places[0]] for i, a in enumerate(run.areas)}
    masks = {i: m for i, m in masks.items() if m.any()}
    if not masks:
        return
    later = Gatherer(ending.continued)
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
