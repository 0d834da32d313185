"""staffelstab check: the findings of a file, worst first."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import shlex

from staffelstab.cli import question, sources, state
from staffelstab.cli.available import with_available
from staffelstab.cli.parser import Parser
from staffelstab.cli.report_document import report_document
from staffelstab.cli.terminal import Terminal
from staffelstab.engine.check import Finding, Report, Severity, check
from staffelstab.engine.model import Pathway


def add_options(parser: Parser) -> None:
    say = parser.terminal.say
    parser.group.add_argument("file", metavar=say("metavar.file"), nargs="?", help=say("help.file"))
    question.add_options(parser)
    parser.group.add_argument("--json", action="store_true", help=say("help.json"))
    parser.group.add_argument("--quiet", action="store_true", help=say("help.quiet"))
    state.add_options(parser)


def run(terminal: Terminal, options: argparse.Namespace, today: dt.date) -> int:
    _refuse_what_does_not_go_together(terminal, options)
    if options.state is not None:
        return state.run(terminal, options, today)
    pathway = with_available(terminal, options, sources.load(terminal, options.file, quiet=options.quiet))
    report = check(pathway, question.question(terminal, options, pathway, today))
    if options.json:
        document = report_document(terminal.words, report, pathway, options.file)
        terminal.out(json.dumps(document, ensure_ascii=False, indent=2))
    elif not options.quiet:
        _print(terminal, report, pathway, options.file)
    return 1 if report.findings else 0


def _refuse_what_does_not_go_together(terminal: Terminal, options: argparse.Namespace) -> None:
    """One file or one Land, and what belongs to a Land with a Land only."""
    what = terminal.say("metavar.file")
    if options.state is not None and options.file is not None:
        raise terminal.misuse("not_allowed_with", what=what, other="--state")
    if options.state is None and options.file is None:
        message = terminal.say("misuse.required", what=what)
        raise terminal.misuse("frame", message=message, program="staffelstab check")
    given = [name for name in ("csv", "map", "dask", "progress", "force") if getattr(options, name)]
    if options.state is None and (given or options.processes is not None):
        raise terminal.misuse("only_with_state", what=f"--{(*given, 'processes')[0]}")


def _print(terminal: Terminal, report: Report, pathway: Pathway, file: str) -> None:
    terminal.paragraph(terminal.say("text.heading", title=pathway.title, file=file))
    terminal.out()
    terminal.paragraph(" ".join(terminal.words.report_summary(report, pathway)))
    notices = [f for f in report.findings if f.severity is Severity.NOTICE]
    others = [f for f in report.findings if f.severity is not Severity.NOTICE]
    for number, finding in enumerate(others, 1):
        terminal.out()
        _print_finding(terminal, number, finding, pathway)
    if notices:
        terminal.out("\n" + terminal.say("text.notices"))
    for number, finding in enumerate(notices, len(others) + 1):
        _print_notice(terminal, number, finding, pathway)
    if report.findings:
        terminal.out()
        terminal.out(terminal.say("text.explain", file=shlex.quote(file)))


def _print_finding(terminal: Terminal, number: int, finding: Finding, pathway: Pathway) -> None:
    words = terminal.words
    heading = terminal.say(
        "text.finding",
        number=str(number),
        code=words.code(finding.code),
        severity=words.severity(finding.severity),
        title=words.title(finding, pathway),
    )
    terminal.paragraph(heading, indent="   ", first="")
    terminal.paragraph(words.finding(finding, pathway), indent="   ")
    terminal.out("   " + terminal.say("text.name", name=finding.name))


def _print_notice(terminal: Terminal, number: int, finding: Finding, pathway: Pathway) -> None:
    """Notices are many and small: a line each, the whole text with `explain`."""
    name = terminal.say("text.name", name=finding.name)
    title = terminal.words.title(finding, pathway)
    line = terminal.say("text.notice", number=str(number), title=title, name=name)
    terminal.paragraph(line, indent="   ", first="")
