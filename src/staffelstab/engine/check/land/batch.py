"""Several pathways, several questions: variants of a concept, days of a year; spread like the districts of a Land."""

from __future__ import annotations

from collections.abc import Sequence

from staffelstab.engine.check.check import check
from staffelstab.engine.check.finding import Question, Report
from staffelstab.engine.check.land.spreading import Spread, in_turn
from staffelstab.engine.model import Pathway


def check_all(
    pathways: Sequence[Pathway], questions: Sequence[Question], *, spread: Spread = in_turn
) -> tuple[tuple[Report, ...], ...]:
    """The report of every pathway (rows) on every question (columns), equal to `check` in every field.

    Raises InputError like `check`; no report is given then.
    """
    tasks = [(pathway, question) for pathway in pathways for question in questions]
    reports = tuple(spread(checked, tasks))
    width = len(questions)
    return tuple(reports[row * width : (row + 1) * width] for row in range(len(pathways)))


def checked(task: tuple[Pathway, Question]) -> Report:
    """One task of a spread check."""
    return check(*task)
