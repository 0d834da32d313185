"""The one error of this storey: what is wrong, in which file and line, and what to do."""

from __future__ import annotations

from pathlib import Path


class ProgrammeDataError(ValueError):
    """A data file of a programme cannot be used as it is."""

    def __init__(self, file: Path, line: int | None, problem: str, advice: str) -> None:
        self.file = file
        self.line = line
        self.problem = problem
        self.advice = advice
        place = file.name if line is None else f"{file.name}, line {line}"
        super().__init__(f"{place}: {problem} {advice}")
