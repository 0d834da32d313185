"""The only place that reads the environment: typed, and clear about what is wrong.

Every read is remembered, so that the page of settings can be compared with the code by a test.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off", ""})


class ConfigurationError(Exception):
    """A setting cannot be used; says which one, why, and what to write instead."""

    def __init__(self, name: str, problem: str, hint: str) -> None:
        super().__init__(f"{name}: {problem} {hint}")
        self.name = name
        self.hint = hint


class Environment:
    """Reads variables that begin with one prefix."""

    def __init__(self, prefix: str, values: Mapping[str, str] | None = None) -> None:
        self.prefix = prefix
        self.values: Mapping[str, str] = os.environ if values is None else values
        self.names_read: list[str] = []

    def text(self, name: str, default: str) -> str:
        """The value without surrounding blanks; an empty value counts as not set."""
        self.names_read.append(self.prefix + name)
        return self.values.get(self.prefix + name, "").strip() or default

    def flag(self, name: str, default: bool) -> bool:
        word = self.text(name, "yes" if default else "no").lower()
        if word not in TRUE_WORDS | FALSE_WORDS:
            raise ConfigurationError(
                self.prefix + name, f"“{word}” is neither yes nor no.", "Write yes or no."
            )
        return word in TRUE_WORDS

    def whole_number(self, name: str, default: int) -> int:
        word = self.text(name, str(default))
        if not word.isdecimal():
            raise ConfigurationError(
                self.prefix + name, f"“{word}” is not a whole number.", f"Write a number such as {default}."
            )
        return int(word)

    def folder(self, name: str, default: Path) -> Path:
        return Path(self.text(name, str(default))).expanduser().resolve()

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        word = self.text(name, default)
        if word not in allowed:
            raise ConfigurationError(
                self.prefix + name, f"“{word}” is not known.", f"Choose one of: {', '.join(allowed)}."
            )
        return word
