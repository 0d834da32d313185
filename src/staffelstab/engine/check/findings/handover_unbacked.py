"""handover-unbacked (Übergabe ohne Vereinbarung): an agreed transition people take, with nothing signed behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from staffelstab.engine.check.finding import Code, Finding, Severity
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.run import cells
from staffelstab.engine.model import Pathway, Transition, TransitionState

Lacking = tuple[str, tuple[str, ...]]
"""Kind of the finding and the organisations it names."""


def findings(gather: Gatherer) -> Iterator[Finding]:
    """One finding per transition."""
    run = gather.run
    transitions = {(t.origin, t.target): t for t in run.pathway.concept.transitions}
    for edge, (row, target) in enumerate(run.compiled.edges):
        if row == 0:
            continue
        transition = transitions[run.compiled.offers[row - 1].key, run.compiled.offers[target].key]
        lacks = missing_backing(run.pathway, transition, run.question.date)
        if lacks is not None and gather.occurs("used", edge):
            make = partial(_over, gather, edge, transition, lacks)
            key = ("handover-unbacked", transition.origin, transition.target)
            yield from gather.recall(key, [("used", edge)], make, (lacks, transition.agreement))


def _over(gather: Gatherer, edge: int, transition: Transition, lacks: Lacking) -> Iterator[Finding]:
    masks = gather.from_cases([found.used[:, edge] > 0 for _, found in cells(gather.run)])
    gather.stories.stand(*gather.shortest(masks))
    pair = (transition.origin, transition.target)
    yield gather.finding(
        code=Code.HANDOVER_UNBACKED,
        kind=lacks[0],
        severity=Severity.MEDIUM,
        masks=masks,
        about=(f"{pair[0]}>{pair[1]}",),
        stations=pair,
        transition=pair,
        agreement=transition.agreement,
        organisations=lacks[1],
        witness=gather.stories.over_edge(edge),
    )


def missing_backing(pathway: Pathway, transition: Transition, date: dt.date) -> Lacking | None:
    """What an agreed transition between two organisations lacks on a date; None if nothing, or if it is not judged."""
    both = tuple(pathway.offer(key).organisation for key in (transition.origin, transition.target))
    organisations = tuple(key for key in both if key)
    is_judged = transition.state is TransitionState.AGREED and len(set(organisations)) == 2
    if not is_judged:
        return None
    agreement = pathway.agreement_of(transition)
    if agreement is None:  # named, but not in the file: nobody can know who signed it and until when
        return None if transition.agreement.strip() else ("none", organisations)
    if not agreement.period.contains(date):
        return "not-valid", organisations
    absent = tuple(key for key in organisations if key not in agreement.parties)
    return ("party-missing", absent) if absent else None
