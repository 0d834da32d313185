"""An argument parser that speaks the language of the user."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import NoReturn

from staffelstab.cli.terminal import Misuse, Terminal

# The sentences of argparse that people meet, and the key of ours.
_SENTENCES = (
    (r"the following arguments are required: (?P<what>.+)", "required"),
    (r"unrecognized arguments: (?P<what>.+)", "unrecognized"),
    (
        r"argument (?P<what>[^:]+): invalid choice: (?P<choice>'.*'|\S+) \(choose from (?P<known>.+)\)",
        "invalid_choice",
    ),
    (r"argument (?P<what>[^:]+): expected (?:one|at least one) argument", "expected_one"),
    (r"argument (?P<what>[^:]+): not allowed with argument (?P<other>.+)", "not_allowed_with"),
    (r"argument (?P<what>[^:]+): (?P<message>.+)", "argument"),
)


class Formatter(argparse.HelpFormatter):
    """Help that begins with the word for "usage" in the language of the user."""

    def __init__(self, prog: str, usage_word: str) -> None:
        self.usage_word = usage_word
        super().__init__(prog)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, self.usage_word if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Raises Misuse instead of leaving, and has all its headings in the language of the user."""

    def __init__(self, terminal: Terminal, prog: str, description: str) -> None:
        self.terminal = terminal
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=lambda prog: Formatter(prog, terminal.say("cli.usage")),
            add_help=False,
            allow_abbrev=False,
        )
        self.group = self.add_argument_group(terminal.say("cli.options"))
        self.group.add_argument("-h", "--help", action="help", help=terminal.say("cli.help"))
        languages = {"choices": ("de", "en"), "help": terminal.say("cli.language")}
        self.group.add_argument("--language", default=terminal.texts.language, **languages)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        raise Misuse(self.terminal.say("misuse.frame", message=self._translated(message), program=self.prog))

    def _translated(self, message: str) -> str:
        for pattern, key in _SENTENCES:
            match = re.fullmatch(pattern, message, re.DOTALL)
            if match:
                return self.terminal.say(f"misuse.{key}", **match.groupdict())
        return self.terminal.say("misuse.other", message=message)
