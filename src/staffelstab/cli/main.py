"""The door of the command line. Exit codes: 0 clean, 1 findings, 2 misuse or unreadable file."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple, NoReturn

from staffelstab import __version__
from staffelstab.cli import check, convert, examples, explain, repair, schema, timeline
from staffelstab.cli.leaving import answering_interrupts
from staffelstab.cli.parser import Parser
from staffelstab.cli.terminal import Misuse, Terminal
from staffelstab.engine.errors import InputError
from staffelstab.engine.wording import Language

CLEAN, MISUSE, INTERRUPTED = 0, 2, 130


class Command(NamedTuple):
    add_options: Callable[[Parser], None]
    run: Callable[[Terminal, argparse.Namespace, dt.date], int]


COMMANDS = {
    "check": Command(check.add_options, check.run),
    "explain": Command(explain.add_options, explain.run),
    "repair": Command(repair.add_options, repair.run),
    "timeline": Command(timeline.add_options, timeline.run),
    "convert": Command(convert.add_options, convert.run),
    "schema": Command(schema.add_options, schema.run),
    "examples": Command(examples.add_options, examples.run),
}


def main(argv: Sequence[str] | None = None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    terminal = Terminal(language_of(arguments))
    try:
        with answering_interrupts(lambda: _leave_at_once(terminal)) as interrupt:
            try:
                return _run(terminal, arguments)
            except RuntimeError:
                if interrupt.is_set():
                    raise KeyboardInterrupt from None
                raise
    except Misuse as misuse:
        terminal.error(misuse.message)
    except InputError as error:
        terminal.input_error(error)
    except KeyboardInterrupt:
        terminal.error(terminal.say("cli.interrupted"))
        return INTERRUPTED
    except MemoryError:
        terminal.error(terminal.say("cli.memory"))
    except BrokenPipeError:
        return _reader_has_left()
    return MISUSE


def _run(terminal: Terminal, arguments: list[str]) -> int:
    parser = build_parser(terminal)
    try:
        options = parser.parse_args(arguments)
    except SystemExit as leaving:  # --help and --version have said what they had to say
        return int(leaving.code or CLEAN)
    today = dt.datetime.now().astimezone().date()
    code = COMMANDS[options.command].run(terminal, options, today)
    sys.stdout.flush()
    return code


def language_of(arguments: Sequence[str]) -> Language:
    """The language is needed before anything is understood: even a wrong call is answered in it."""
    for position, argument in enumerate(arguments):
        following = arguments[position + 1] if position + 1 < len(arguments) else ""
        if argument == "--language=en" or (argument == "--language" and following == "en"):
            return "en"
    return "de"


def build_parser(terminal: Terminal) -> Parser:
    parser = Parser(terminal, "staffelstab", terminal.say("cli.description"))
    parser.group.add_argument(
        "--version", action="version", version=f"staffelstab {__version__}", help=terminal.say("cli.version")
    )
    commands = parser.add_subparsers(
        title=terminal.say("cli.commands"),
        dest="command",
        metavar=terminal.say("metavar.command"),
        required=True,
        help=terminal.say("cli.command"),
    )
    for name, command in COMMANDS.items():
        text = terminal.say(f"help.{name}")
        below = commands.add_parser(
            name, terminal=terminal, prog=f"staffelstab {name}", description=text, help=text
        )
        command.add_options(below)
    return parser


def _leave_at_once(terminal: Terminal) -> NoReturn:
    """The search does not listen; nothing has been written that would be left half done."""
    terminal.error(terminal.say("cli.interrupted"))
    sys.stderr.flush()
    os._exit(INTERRUPTED)


def _reader_has_left() -> int:
    """`staffelstab … | head`: nobody reads on. Standard output goes nowhere, so that leaving stays silent."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return CLEAN


if __name__ == "__main__":
    sys.exit(main())
