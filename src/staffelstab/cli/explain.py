"""staffelstab explain: the story of a finding, step by step."""

from __future__ import annotations

import argparse
import datetime as dt

from staffelstab.cli import question, sources
from staffelstab.cli.available import with_available
from staffelstab.cli.parser import Parser
from staffelstab.cli.terminal import Terminal
from staffelstab.engine.check import Finding, Report, check
from staffelstab.engine.errors import UnknownFinding
from staffelstab.engine.files import to_document
from staffelstab.engine.model import Pathway
from staffelstab.engine.replay import replay


def add_options(parser: Parser) -> None:
    say = parser.terminal.say
    parser.group.add_argument("file", metavar=say("metavar.file"), help=say("help.file"))
    parser.group.add_argument(
        "findings", metavar=say("metavar.finding"), nargs="+", help=say("help.findings")
    )
    question.add_options(parser)
    parser.group.add_argument("--replay", action="store_true", help=say("help.replay"))


def run(terminal: Terminal, options: argparse.Namespace, today: dt.date) -> int:
    pathway = with_available(terminal, options, sources.load(terminal, options.file))
    report = check(pathway, question.question(terminal, options, pathway, today))
    is_true = True
    try:
        asked = [_finding(report, name) for name in options.findings]
    except UnknownFinding as unknown:
        key = "unknown_finding" if unknown.known else "no_findings"
        known = {"known": "".join(f"\n  {name}" for name in unknown.known)} if unknown.known else {}
        raise terminal.misuse(key, found=unknown.asked, **known) from None
    for number, finding in enumerate(asked):
        if number:
            terminal.out()
        _tell(terminal, finding, pathway)
        if options.replay:
            is_true &= _replay(terminal, finding, report, pathway)
    return 0 if is_true else 1


def _replay(terminal: Terminal, finding: Finding, report: Report, pathway: Pathway) -> bool:
    """Follow the story in the file; false when a part of it does not hold (a defect of the program)."""
    replayed = replay(to_document(pathway), report.question, finding)
    terminal.out()
    terminal.out(terminal.say("text.replay"))
    for sentence in terminal.words.replay(replayed, pathway):
        terminal.paragraph(sentence, indent="  ", first="- ")
    return replayed.holds or not replayed.told


def _finding(report: Report, name: str) -> Finding:
    finding = report.finding(name.strip("[]"))
    if finding is None:
        raise UnknownFinding(name, [finding.name for finding in report.findings])
    return finding


def _tell(terminal: Terminal, finding: Finding, pathway: Pathway) -> None:
    words = terminal.words
    terminal.paragraph(f"{words.code(finding.code)}: {words.title(finding, pathway)}")
    terminal.out()
    terminal.paragraph(words.finding(finding, pathway))
    terminal.out()
    terminal.out(terminal.say("text.story"))
    for sentence in words.story(finding, pathway):
        terminal.paragraph(sentence, indent="  ", first="- ")
    terminal.out()
    terminal.paragraph(words.rests_on(finding))
