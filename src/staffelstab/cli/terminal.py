"""What the commands share: the language, output that wraps, errors for people."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable

from staffelstab.engine.errors import InputError, Problem
from staffelstab.engine.wording import Language, Words
from staffelstab.engine.wording.texts import Texts

NARROWEST, WIDEST = 40, 100


class Misuse(Exception):
    """The call cannot be carried out; `message` says why in the language of the user."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class Terminal:
    """Writes in one language to standard output and standard error."""

    def __init__(self, language: Language) -> None:
        self.words = Words(language)
        self.texts = Texts(language, "staffelstab.cli")

    @property
    def width(self) -> int:
        return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))

    def say(self, key: str, **values: str) -> str:
        return self.texts.say(key, **values)

    def misuse(self, key: str, **values: str) -> Misuse:
        return Misuse(self.say(f"misuse.{key}", **values))

    def out(self, text: str = "") -> None:
        """A line; what the terminal cannot show becomes a question mark, never an error."""
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")

    def paragraph(self, text: str, indent: str = "", first: str | None = None) -> None:
        """A paragraph that wraps; `first` stands before its first line."""
        start = indent if first is None else first
        lines = textwrap.wrap(
            text,
            self.width,
            initial_indent=start,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        self.out("\n".join(lines))

    def error(self, text: str) -> None:
        sys.stderr.write(text + "\n")

    def problems(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            text = self.words.problem(problem)
            self.error(self.say("cli.warning", text=text) if problem.is_warning else text)

    def input_error(self, error: InputError) -> None:
        self.problems(error.problems)
