"""Gather everything that is wrong with a file instead of stopping at the first problem."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterable, Iterator

from staffelstab.engine.errors import InputError, Location, Path, Problem
from staffelstab.engine.files.codes import WARNING_CODES

MOST_PROBLEMS = 1000
"""Nobody reads more; a file made to be wrong in millions of places must not keep us busy."""
MOST_GUESSES = 500


class ProblemList:
    """What has been found so far, in the order in which it was found."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._error_paths: set[Path] = set()
        self._paths_above: set[Path] = set()
        self._errors = 0

    def report(
        self, code: str, path: Path = (), location: Location | None = None, /, **arguments: object
    ) -> None:
        texts = {name.rstrip("_"): str(value) for name, value in arguments.items()}
        self.add(Problem(code, path, texts, location, code in WARNING_CODES))

    def add(self, problem: Problem) -> None:
        self._problems.append(problem)
        if problem.is_warning:
            return
        self._errors += 1
        self._error_paths.add(problem.path)
        self._paths_above.update(problem.path[:length] for length in range(len(problem.path) + 1))
        if self._errors == MOST_PROBLEMS:
            raise InputError([*self.errors, Problem("more-problems", (), {"shown": str(MOST_PROBLEMS)})])

    def extend(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.add(problem)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._problems)

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self._problems if not p.is_warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(p for p in self._problems if p.is_warning)

    def complains_about(self, path: Path) -> bool:
        """Whether an error was found at this place or at one that contains it."""
        return any(path[:length] in self._error_paths for length in range(len(path) + 1))

    def complains_inside(self, path: Path) -> bool:
        """Whether an error was found at this place or at something that it contains."""
        return path in self._paths_above

    def raise_errors(self) -> None:
        if self._errors:
            raise InputError(self.errors)


def fail(code: str, location: Location | None = None, path: Path = (), /, **arguments: object) -> InputError:
    """An error for one problem after which nothing else can be read."""
    problems = ProblemList()
    problems.report(code, path, location, **arguments)
    return InputError(problems.errors)


def suggestion(found: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or nothing."""
    by_lower = {word.lower(): word for word in itertools.islice(known, MOST_GUESSES)}
    close = difflib.get_close_matches(found.lower()[:80], by_lower, n=1, cutoff=0.6)
    return by_lower[close[0]] if close else ""


def listed(words: Iterable[str], limit: int = 25) -> str:
    """Words for an argument of a problem; a long list is cut off visibly."""
    known = list(itertools.islice(words, limit + 1))
    return ", ".join(known[:limit]) + (", …" if len(known) > limit else "")


def shown(value: object) -> str:
    """What was read, short enough for a sentence."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "table"
    if isinstance(value, list | tuple):
        return "list"
    text = str(value)
    return text if len(text) <= 80 else text[:79] + "…"
