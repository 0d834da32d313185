"""gap-without-module (Lücke ohne Baustein): an offer that is no station would close a gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from staffelstab.engine.check.finding import Code, Finding, Severity
from staffelstab.engine.check.findings.gap import split_by_group
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.kernel.tables import Bools
from staffelstab.engine.check.run import Run, cells, prepare
from staffelstab.engine.check.variants import earliest_way, months_to_goal, with_station
from staffelstab.engine.model import Condition, Offer, Pathway, Scales


def findings(gather: Gatherer, available: Sequence[Offer] = ()) -> Iterator[Finding]:
    """One finding per combination of the grouping attributes and offer that helps. `available`: more offers to try."""
    gaps = with_gap(gather.run)
    if not any(mask.any() for mask in gaps.values()):
        return
    for offer in available_offers(gather.run.pathway, available):
        if offer.territory is None or set(offer.territory) & set(gaps):
            yield from _helped_by(gather.run, offer, gaps)


def with_gap(run: Run) -> dict[str, Bools]:
    """place → (P,) who reaches no goal within the horizon."""
    return {place: (found.gap > 0)[run.cases.case_of] for area, found in cells(run) for place in area.places}


def available_offers(pathway: Pathway, more: Sequence[Offer] = ()) -> Iterator[Offer]:
    """Offers that are no station, change something and speak of nothing but what the file knows."""
    known = {offer.key for offer in pathway.offers}
    offers = [o for o in pathway.offers if o.key not in pathway.concept.stations]
    offers += [o for o in more if o.key not in known]
    return (o for o in offers if any(end.effects for end in o.outcomes) and speaks_in(o, pathway.scales))


def speaks_in(offer: Offer, scales: Scales) -> bool:
    """Whether the scales have every attribute, value and clock that an offer names."""
    values = {attribute.key: {v.key for v in attribute.values} for attribute in scales.attributes}
    clocks = {clock.key for clock in scales.clocks}

    def knows(when: Condition) -> bool:
        named = {*when.clocks, *when.begun_by}
        return named <= clocks and all(set(of) <= values.get(key, set()) for key, of in when.values.items())

    effects = [effect for outcome in offer.outcomes for effect in outcome.effects]
    ends = [(e.attribute, v) for e in effects for v in (e.to, e.source) if v is not None]
    return all(knows(rule.when) for rule in offer.access) and all(
        value in values.get(key, ()) for key, value in ends
    )


def _helped_by(run: Run, offer: Offer, gaps: Mapping[str, Bools]) -> Iterator[Finding]:
    gather = Gatherer(prepare(with_station(run.pathway, offer), run.question))
    months = months_to_goal(gather.run, gaps)
    helped = {place: found >= 0 for place, found in months.items()}
    if any(mask.any() for mask in helped.values()):
        hollow = prepare(with_station(run.pathway, changing_nothing(offer)), run.question)
        by_arrows_alone = months_to_goal(hollow, helped)
        helped = {place: mask & (by_arrows_alone[place] < 0) for place, mask in helped.items()}
    masks = {i: helped[area.places[0]] for i, area in enumerate(gather.run.areas)}
    for group, part in split_by_group(gather, {i: mask for i, mask in masks.items() if mask.any()}):
        yield gather.finding(
            code=Code.GAP_WITHOUT_MODULE,
            kind="would-close",
            severity=Severity.NOTICE,
            masks=part,
            about=(offer.key, *group.values()),
            stations=(offer.key,),
            group=group,
            witness=earliest_way(gather.run, part, gather.stories, months),
        )


def changing_nothing(offer: Offer) -> Offer:
    """The same offer without effects: only the arrows to it and from it are left."""
    return replace(offer, outcomes=tuple(replace(outcome, effects=()) for outcome in offer.outcomes))
