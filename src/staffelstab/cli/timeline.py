"""staffelstab timeline: what the ends of fundings and changes of law close and open between two days."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Sequence

from staffelstab.cli import question, sources
from staffelstab.cli.parser import Parser
from staffelstab.cli.report_document import plain, told
from staffelstab.cli.terminal import Terminal
from staffelstab.engine.check import Event, Question, over_time
from staffelstab.engine.model import Pathway

FORMAT, VERSION = "staffelstab-timeline", 1
COLUMNS = ("day", "what", "before", "after", "loses", "gains")


def add_options(parser: Parser) -> None:
    say, group = parser.terminal.say, parser.group
    group.add_argument("file", metavar=say("metavar.file"), help=say("help.file"))
    group.add_argument("--from", dest="date", metavar=say("metavar.date"), help=say("help.from"))
    group.add_argument("--to", dest="until", metavar=say("metavar.date"), required=True, help=say("help.to"))
    question.add_whom_and_how(parser)
    group.add_argument("--json", action="store_true", help=say("help.json"))
    parser.set_defaults(thorough=False, with_catalogue=False, law_until=None)


def run(terminal: Terminal, options: argparse.Namespace, today: dt.date) -> int:
    pathway = sources.load(terminal, options.file)
    asked = question.question(terminal, options, pathway, today)
    until = question.parse_date(terminal, options.until)
    if until <= asked.date:
        date = terminal.texts.date
        raise terminal.misuse("wrong_way", start=date(asked.date), end=date(until))
    events = over_time(pathway, asked, until)
    if options.json:
        document = timeline_document(terminal, events, asked, until, pathway, options.file)
        terminal.out(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        _print(terminal, events, asked, until, pathway, options.file)
    return 1 if any(event.loses for event in events) else 0


def timeline_document(
    terminal: Terminal,
    events: Sequence[Event],
    asked: Question,
    until: dt.date,
    pathway: Pathway,
    file: str,
) -> dict[str, object]:
    """Every field of the data, and the sentences that belong to it."""
    words = terminal.words
    return {
        "format": FORMAT,
        "version": VERSION,
        "file": file,
        "title": pathway.title,
        "language": words.language,
        "summary": list(words.timeline_summary(events, asked.date, until, pathway)),
        "question": plain(asked),
        "until": until.isoformat(),
        "events": [
            {
                **plain(event),
                "title": words.event_title(event, pathway),
                "text": list(words.event(event, pathway)),
                "findings": [told(words, finding, pathway) for finding in event.findings],
            }
            for event in events
        ],
    }


def _print(
    terminal: Terminal,
    events: Sequence[Event],
    asked: Question,
    until: dt.date,
    pathway: Pathway,
    file: str,
) -> None:
    words = terminal.words
    terminal.paragraph(terminal.say("text.heading", title=pathway.title, file=file))
    terminal.out()
    terminal.paragraph(" ".join(words.timeline_summary(events, asked.date, until, pathway)))
    if events:
        terminal.out()
        for line in _table(terminal, events, pathway):
            terminal.out(line)
    for event in events:
        terminal.out()
        heading = terminal.say(
            "text.event", day=words.date(event.day), title=words.event_title(event, pathway)
        )
        terminal.paragraph(heading)
        terminal.paragraph(" ".join(words.event(event, pathway)), indent="   ")
        for finding in event.findings:
            terminal.paragraph(words.finding(finding, pathway), indent="     ", first="   - ")


def _table(terminal: Terminal, events: Sequence[Event], pathway: Pathway) -> list[str]:
    """One line per event; texts stand left, numbers right."""
    words = terminal.words
    rows = [[terminal.say(f"text.timeline_{column}") for column in COLUMNS]]
    for event in events:
        numbers = (event.with_way_before, event.with_way_after, event.loses, event.gains)
        texts = [words.date(event.day), words.event_title(event, pathway)]
        rows.append([*texts, *(words.number(number) for number in numbers)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    return [
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
