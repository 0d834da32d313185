"""What can go wrong in a notebook, in words.

NotebookError
├── UnreadableFile    the file has problems; every one of them stands in the message
└── PandasMissing     a data frame was asked for and pandas is not installed (also an ImportError)
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from staffelstab.engine.errors import InputError, StaffelstabError
from staffelstab.engine.wording import Language, Words


class NotebookError(StaffelstabError):
    """A value was asked for that does not exist; the message names those that do."""


class UnreadableFile(NotebookError):
    """Nothing of the file is used. `problems` are the data, the message the sentences."""

    def __init__(self, error: InputError, language: Language) -> None:
        words = Words(language)
        self.problems = error.problems
        super().__init__("\n".join(words.problem(problem) for problem in error.problems))


class PandasMissing(NotebookError, ImportError):
    """Data frames come with the extra "notebook"."""

    def __init__(self) -> None:
        super().__init__(
            "Data frames need pandas. Please install it with: pip install 'staffelstab[notebook]'"
        )


def unknown(kind: str, found: str, known: Iterable[str]) -> NotebookError:
    """There is none of this name; one that is close stands first."""
    names = list(known)
    close = difflib.get_close_matches(found, names, n=1)
    meant = f" Did you mean {close[0]!r}?" if close else ""
    return NotebookError(f"There is no {kind} {found!r}.{meant} Known: {', '.join(names) or 'none'}.")
