"""staffelstab examples: the files that come along."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from staffelstab.cli import convert, sources, state_examples
from staffelstab.cli.parser import Parser
from staffelstab.cli.terminal import Terminal
from staffelstab.programmes import districts


def add_options(parser: Parser) -> None:
    say = parser.terminal.say
    parser.group.add_argument("name", metavar=say("metavar.example"), nargs="?", help=say("help.example"))
    parser.group.add_argument(
        "output", metavar=say("metavar.output"), nargs="?", help=say("help.example_output")
    )
    parser.group.add_argument("--force", action="store_true", help=say("help.force"))


def run(terminal: Terminal, options: argparse.Namespace, today: dt.date) -> int:
    if options.name is None:
        for name in districts.names():
            terminal.out(f"{sources.EXAMPLE}{name}")
        terminal.out(terminal.say("text.lands"))
        for name in state_examples.example_names():
            terminal.out(f"{sources.EXAMPLE}{name}")
        return 0
    if (name := options.name.removeprefix(sources.EXAMPLE)) in state_examples.example_names():
        state_examples.write_example(terminal, options, name)
        return 0
    source = sources.example_named(terminal, options.name.removeprefix(sources.EXAMPLE))
    output = Path(options.output) if options.output else Path(source.name)
    if output.is_dir():
        output = output / source.name
    convert.refuse_existing(terminal, output, force=options.force)
    convert.write(terminal, output, source.read_bytes(), force=options.force)
    return 0
