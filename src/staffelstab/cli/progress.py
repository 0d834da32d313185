"""How far a long command has come: a bar where somebody is watching, lines where somebody asked for them."""

from __future__ import annotations

import sys
from types import TracebackType

from staffelstab.cli.terminal import Terminal

_CELLS = 30


class Progress:
    """Told after each step; writes to standard error only, and takes its bar away at the end."""

    def __init__(self, terminal: Terminal, *, lines: bool, quiet: bool) -> None:
        self.terminal = terminal
        self.lines = lines
        self.bar = sys.stderr.isatty() and not quiet and not lines
        self._written = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._show("")

    def read(self, done: int, total: int, name: str) -> None:
        self._tell("progress.read", done, total, name)

    def checked(self, done: int, total: int, name: str) -> None:
        self._tell("progress.checked", done, total, name)

    def written(self, done: int, total: int, name: str) -> None:
        self._tell("progress.written", done, total, name)

    def _tell(self, key: str, done: int, total: int, name: str) -> None:
        text = self.terminal.say(key, done=str(done), total=str(total), name=name)
        if self.lines:
            self.terminal.error(text)
        filled = "#" * (_CELLS * done // max(1, total))
        self._show(f"[{filled:.<{_CELLS}}] {text}"[: self.terminal.width - 1])

    def _show(self, text: str) -> None:
        """One line that is written over again and again."""
        if not self.bar or not (text or self._written):
            return
        sys.stderr.write("\r" + text.ljust(self._written) + ("" if text else "\r"))
        sys.stderr.flush()
        self._written = len(text)
