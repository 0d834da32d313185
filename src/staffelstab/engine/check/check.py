"""The check as a whole: one run, the findings of all kinds, the summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from staffelstab.engine.check.finding import Finding, Question, Report, Severity
from staffelstab.engine.check.findings import (
    after_funding,
    dead_end,
    gap,
    gap_without_module,
    handover_open,
    handover_unbacked,
    law_change,
    module_without_gap,
    no_way_in,
    overlap,
    revolving_door,
    single_point,
    waiting,
)
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.kernel.tables import Bools
from staffelstab.engine.check.run import (
    Run,
    cells,
    place_keys,
    run_question,
)
from staffelstab.engine.model import Offer, Pathway, Reading

_ORDER = {Severity.SERIOUS: 0, Severity.MEDIUM: 1, Severity.NOTICE: 2}


def check(pathway: Pathway, question: Question, *, available: Sequence[Offer] = ()) -> Report:
    """Every profile, place and month of a valid pathway (see `files.validate`), as the question asks.

    available: offers from elsewhere that could become stations, asked about only when the question is thorough.
    Returns findings worst first (severity, profiles concerned, name). Exact by docs/background/the_check.md.
    """
    return report_of(Gatherer(run_question(pathway, question)), available)


def report_of(gather: Gatherer, available: Sequence[Offer] = ()) -> Report:
    """The answer of a run that has searched; what the gatherer remembers and is still true is not worked out again."""
    run = gather.run
    lenient, strict = gather.asides.with_way(Reading.LENIENT), gather.asides.with_way(Reading.STRICT)
    findings = _findings(gather, lenient, available)
    found = sorted(findings, key=lambda f: (_ORDER[f.severity], -f.profiles.count, f.name))
    at_goal = 0
    with_way: dict[str, int] = {}
    horizon = run.pathway.settings.horizon_months
    for area, results in cells(run):
        places = len(area.places)
        at_goal += int((run.compiled.tables.goal[run.cases.x] * run.weight).sum()) * places
        in_time = (results.goal >= 0) & (results.goal <= horizon)
        with_way.update(dict.fromkeys(area.places, int((in_time * run.weight).sum())))
    return Report(
        question=run.question,
        findings=tuple(found),
        profiles=gather.total,
        at_goal=at_goal,
        with_way=sum(with_way.values()),
        with_way_if_strict=_count(run, strict),
        with_way_if_lenient=_count(run, lenient),
        persons=gather.persons(gather.everybody()),
        places=len(gather.places),
        with_way_by_place={place: with_way[place] for place in place_keys(run.pathway, run.question)},
    )


def _count(run: Run, masks: Sequence[Bools]) -> int:
    """Profiles × places."""
    return sum(int(mask.sum()) * len(area.places) for area, mask in zip(run.areas, masks, strict=True))


def _findings(gather: Gatherer, lenient: Sequence[Bools], available: Sequence[Offer]) -> Iterator[Finding]:
    yield from gap.findings(gather, lenient)
    yield from dead_end.findings(gather)
    yield from revolving_door.findings(gather)
    yield from waiting.findings(gather)
    yield from no_way_in.findings(gather)
    yield from handover_open.findings(gather)
    yield from after_funding.findings(gather)
    yield from handover_unbacked.findings(gather)
    yield from overlap.findings(gather)
    yield from law_change.findings(gather)
    if gather.run.question.thorough:
        yield from single_point.findings(gather)
        yield from module_without_gap.findings(gather)
        yield from gap_without_module.findings(gather, available)
