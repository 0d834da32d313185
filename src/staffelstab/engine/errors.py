"""The tree of errors of the engine.

StaffelstabError
├── InputError        what was read is wrong; carries every problem that was found, not only the first
└── UnknownFinding    a finding was asked for that the check did not give

A problem is data (code, path, arguments); `staffelstab.engine.wording` turns it into a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Location:
    """Where something was read: a file and, as far as known, a line or a sheet with its cell."""

    file: str = ""
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in an input.

    `code` names the kind (a key of the wording tables), `path` the place in the file's structure
    (e.g. ``("offers", 3, "months")``), `arguments` what the sentence needs (what was read, what is expected).
    """

    code: str
    path: Path = ()
    arguments: Mapping[str, str] = field(default_factory=dict)
    location: Location | None = None
    is_warning: bool = False


class StaffelstabError(Exception):
    """Base of all errors of the engine."""


class InputError(StaffelstabError):
    """Something that was read cannot be used; nothing of it has been used."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("; ".join(f"{'/'.join(map(str, p.path))}: {p.code}" for p in self.problems))


class UnknownFinding(StaffelstabError):
    """The check gave no finding of this name."""

    def __init__(self, asked: str, known: Sequence[str]) -> None:
        self.asked = asked
        self.known = tuple(known)
        super().__init__(asked)
