"""staffelstab repair: the cheapest changes that close gaps, with proof, and what they do to the rest."""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from staffelstab.cli import question, sources
from staffelstab.cli.available import with_available
from staffelstab.cli.parser import Parser
from staffelstab.cli.report_document import plain, told
from staffelstab.cli.terminal import Terminal
from staffelstab.engine.check import Finding, Question, Report, Severity, check
from staffelstab.engine.model import Pathway
from staffelstab.engine.plan import (
    CLOSABLE,
    DEFAULT_COSTS,
    MOST_COST,
    Aftermath,
    Change,
    ChangeKind,
    Repair,
    aftermath,
    repair,
)

FORMAT, VERSION = "staffelstab-repair", 1
MOST_ON_SCREEN, MOST_IN_DOCUMENT = 3, 10
"""Alternatives that are looked for."""
MOST_TRIES = 200
"""Attempts after which the search gives up the proof: counted, not timed, so that the answer is always the same."""


def add_options(parser: Parser) -> None:
    say, group = parser.terminal.say, parser.group
    group.add_argument("file", metavar=say("metavar.file"), help=say("help.file"))
    group.add_argument("findings", metavar=say("metavar.finding"), nargs="*", help=say("help.gaps"))
    group.add_argument("--date", metavar=say("metavar.date"), help=say("help.date"))
    question.add_whom_and_how(parser)
    group.add_argument("--with-catalogue", action="store_true", help=say("help.repair_catalogue"))
    group.add_argument(
        "--cost", action="append", default=[], metavar=say("metavar.cost"), help=say("help.cost")
    )
    group.add_argument("--json", action="store_true", help=say("help.json"))
    parser.set_defaults(thorough=False, law_until=None)


def run(terminal: Terminal, options: argparse.Namespace, today: dt.date) -> int:
    costs = _costs(terminal, options.cost)
    pathway = with_available(terminal, options, sources.load(terminal, options.file))
    asked = replace(question.question(terminal, options, pathway, today), thorough=False)
    before = check(pathway, asked)
    targets = _targets(terminal, options.findings, before)
    most = MOST_IN_DOCUMENT if options.json else MOST_ON_SCREEN
    tries = itertools.count(1)
    found = repair(
        pathway,
        asked,
        targets or None,
        costs=costs,
        most_alternatives=most,
        cancelled=lambda: next(tries) > MOST_TRIES,
    )
    after = aftermath(pathway, asked, found, before)
    if options.json:
        document = repair_document(terminal, targets, found, after, pathway, asked, options.file)
        terminal.out(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        _print(terminal, targets, found, after, pathway, options.file)
    return 1 if found.not_repairable else 0


def _costs(terminal: Terminal, written: Sequence[str]) -> dict[ChangeKind, int]:
    costs = {}
    for part in written:
        kind, _, number = part.partition("=")
        if kind not in set(ChangeKind) or not number.isdecimal() or not 1 <= int(number) <= MOST_COST:
            known = ", ".join(f"{known}={cost}" for known, cost in DEFAULT_COSTS.items())
            raise terminal.misuse("cost", found=part, known=known, most=str(MOST_COST))
        costs[ChangeKind(kind)] = int(number)
    return costs


def _targets(terminal: Terminal, names: Sequence[str], report: Report) -> list[Finding]:
    """The gaps that are named; Misuse when one is unknown or no gap."""
    gaps = {finding.name: finding for finding in report.findings if finding.code in CLOSABLE}
    targets = []
    for name in names:
        finding = gaps.get(name.strip("[]"))
        if finding is None:
            if not gaps:
                raise terminal.misuse("no_gaps", found=name)
            known = "".join(f"\n  {gap}" for gap in gaps)
            raise terminal.misuse("not_a_gap", found=name, known=known)
        targets.append(finding)
    return targets


def repair_document(
    terminal: Terminal,
    targets: Sequence[Finding],
    found: Repair,
    after: Aftermath,
    pathway: Pathway,
    asked: Question,
    file: str,
) -> dict[str, Any]:
    """The repair with its sentences; of the proof only its size."""
    words = terminal.words

    def listed(changes: Sequence[Change]) -> list[dict[str, Any]]:
        return [{**_plain(change), "text": words.changes((change,), pathway)[0]} for change in changes]

    facts = {
        field.name: plain(getattr(found, field.name))
        for field in fields(found)
        if field.name not in ("changes", "alternatives", "proof")
    }
    return {
        "format": FORMAT,
        "version": VERSION,
        "file": file,
        "title": pathway.title,
        "language": words.language,
        "summary": [
            words.repair_heading(found, pathway),
            *words.repair(found, pathway),
            *words.aftermath(after),
        ],
        "question": plain(asked),
        "targets": [finding.name for finding in targets],
        "changes": listed(found.changes),
        **facts,
        "alternatives": [listed(changes) for changes in found.alternatives],
        "costs": plain(found.proof.costs),
        "considered": len(found.proof.considered),
        "clauses": len(found.proof.clauses),
        "with_way_before": after.before.with_way,
        "with_way_after": after.after.with_way,
        "gone": [finding.name for finding in after.gone],
        "remain": [finding.name for finding in after.remain],
        "grown": [told(words, finding, pathway) for finding in after.grown],
        "appear": [told(words, finding, pathway) for finding in after.appear],
    }


def _plain(change: Change) -> dict[str, Any]:
    """Keys of stations and places; the whole offer stands in the file or the catalogue."""
    return {"kind": change.kind.value} | {
        field.name: getattr(change, field.name)
        for field in fields(change)
        if field.name not in ("kind", "offer")
    }


def _print(
    terminal: Terminal,
    targets: Sequence[Finding],
    found: Repair,
    after: Aftermath,
    pathway: Pathway,
    file: str,
) -> None:
    words = terminal.words
    terminal.paragraph(terminal.say("text.heading", title=pathway.title, file=file))
    terminal.out()
    if not targets:
        terminal.paragraph(terminal.say("text.all_gaps"))
    for finding in targets:
        terminal.paragraph(f"{words.code(finding.code)}: {words.title(finding, pathway)}")
    terminal.out()
    terminal.paragraph(words.repair_heading(found, pathway))
    for number, sentence in enumerate(words.changes(found.changes, pathway), 1):
        terminal.paragraph(sentence, indent="   ", first=f"{number}. ")
    for sentence in words.repair(found, pathway):
        terminal.out()
        terminal.paragraph(sentence)
    _listed(terminal, "text.alternatives", words.alternatives(found, pathway))
    if found.changes:
        _print_aftermath(terminal, after, pathway)


def _print_aftermath(terminal: Terminal, after: Aftermath, pathway: Pathway) -> None:
    _listed(terminal, "text.aftermath", terminal.words.aftermath(after))
    for key, findings in (("appear", after.appear), ("grown", after.grown)):
        weighty = [finding for finding in findings if finding.severity is not Severity.NOTICE]
        _listed(terminal, f"text.{key}", [_line(terminal, finding, pathway) for finding in weighty])
    if any(f.severity is Severity.NOTICE for f in (*after.appear, *after.grown)):
        terminal.out()
        terminal.paragraph(terminal.say("text.without_notices"))


def _line(terminal: Terminal, finding: Finding, pathway: Pathway) -> str:
    words, name = terminal.words, terminal.say("text.name", name=finding.name)
    return f"{words.code(finding.code)}: {words.title(finding, pathway)} {name}"


def _listed(terminal: Terminal, heading: str, sentences: Sequence[str]) -> None:
    if sentences:
        terminal.out()
        terminal.out(terminal.say(heading))
    for sentence in sentences:
        terminal.paragraph(sentence, indent="  ", first="- ")
