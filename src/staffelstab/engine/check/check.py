"""The check as a whole: one run, the findings of all kinds, the summary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from staffelstab.engine.check import (
    after_funding,
    dead_end,
    gap,
    handover_open,
    no_way_in,
    revolving_door,
    waiting,
)
from staffelstab.engine.check.finding import Finding, Question, Report, Severity
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.run import Run, cells, found_goal, prepare, run_question, with_goal
from staffelstab.engine.check.tables import Bools
from staffelstab.engine.model import ADMITTED, Pathway, Reading

_ORDER = {Severity.SERIOUS: 0, Severity.MEDIUM: 1, Severity.NOTICE: 2}


def check(pathway: Pathway, question: Question) -> Report:
    """Every profile, place and month of a valid pathway (see `files.validate`), as the question asks.

    Returns findings worst first (severity, profiles concerned, name). Exact by docs/background/the_check.md.
    """
    run = run_question(pathway, question)
    gather = Gatherer(run)
    lenient = _with_way(run, Reading.LENIENT)
    strict = _with_way(run, Reading.STRICT)
    found = sorted(_findings(gather, lenient), key=lambda f: (_ORDER[f.severity], -f.profiles.count, f.name))
    at_goal = with_way = 0
    horizon = pathway.settings.horizon_months
    for area, results in cells(run):
        places = len(area.places)
        at_goal += int((run.compiled.tables.goal[run.cases.x] * run.weight).sum()) * places
        with_way += int((((results.goal >= 0) & (results.goal <= horizon)) * run.weight).sum()) * places
    return Report(
        question=question,
        findings=tuple(found),
        profiles=gather.total,
        at_goal=at_goal,
        with_way=with_way,
        with_way_if_strict=sum(int(m.sum()) for m in strict.values()),
        with_way_if_lenient=sum(int(m.sum()) for m in lenient.values()),
        persons=gather.persons(gather.everybody()),
        places=len(gather.places),
    )


def _findings(gather: Gatherer, lenient: dict[str, Bools]) -> Iterator[Finding]:
    yield from gap.findings(gather, lenient)
    yield from dead_end.findings(gather)
    yield from revolving_door.findings(gather)
    yield from waiting.findings(gather)
    yield from no_way_in.findings(gather)
    yield from handover_open.findings(gather)
    yield from after_funding.findings(gather)


def _with_way(run: Run, reading: Reading) -> dict[str, Bools]:
    """place → (P,) who reaches a goal within the horizon under another reading.

    What a stricter reading opens a more lenient one opens too: only those are searched again whose answer can differ.
    """
    found = found_goal(run)
    asked = ADMITTED[run.question.reading]
    if ADMITTED[reading] == asked:
        return found
    other = prepare(run.pathway, replace(run.question, reading=reading), run.compiled)
    if ADMITTED[reading] < asked:
        return with_goal(other, found)
    gained = with_goal(other, {place: ~mask for place, mask in found.items()})
    return {place: found[place] | gained[place] for place in found}
