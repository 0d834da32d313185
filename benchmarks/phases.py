"""What is timed about a subject. Every phase runs in a fresh process, so that none warms up another."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.edits import typical_edits
from benchmarks.peers import explicit_graph, month_by_month
from benchmarks.sample import Sample, by_check, draw_sample
from staffelstab.engine.check import check
from staffelstab.engine.check.checker import Checker
from staffelstab.engine.check.compile import compile_tables
from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import Pathway

REPEATS = 5


@dataclass(frozen=True)
class Measurement:
    """Seconds of the best run, and what came out, so that nobody compares different answers."""

    seconds: float
    answer: str
    peak_megabytes: float = 0.0


def question_about(pathway: Pathway) -> Question:
    assert pathway.date is not None, "a subject names the date of its check"
    return Question(pathway.date)


def best_of(repeats: int, deed: Callable[[], object]) -> float:
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        deed()
        times.append(time.perf_counter() - begin)
    return min(times)


def measure_compile(pathway: Pathway) -> Measurement:
    question = question_about(pathway)
    seconds = best_of(REPEATS, lambda: compile_tables(pathway, question))
    size = f"{len(pathway.concept.stations)} stations, {len(pathway.concept.transitions)} transitions"
    return Measurement(seconds, size)


def measure_first_check(pathway: Pathway) -> Measurement:
    """The first check of a process also loads (or, once per machine, makes) the machine code."""
    return Measurement(best_of(1, lambda: check(pathway, question_about(pathway))), "as check")


def measure_check(pathway: Pathway) -> Measurement:
    question = question_about(pathway)
    report = check(pathway, question)
    seconds = best_of(REPEATS, lambda: check(pathway, question))
    return Measurement(seconds, f"{report.profiles} profiles, {len(report.findings)} findings")


def measure_edits(choose: Callable[[list[float]], float]) -> Callable[[Pathway], Measurement]:
    """Typical edits in a session, each from the pathway as it stands; every report is compared with a full check."""

    def measure(pathway: Pathway) -> Measurement:
        question = question_about(pathway)
        checker, seconds = Checker(pathway, question), []
        for name, edited in typical_edits(pathway):
            begin = time.perf_counter()
            report = checker.edit(edited)
            seconds.append(time.perf_counter() - begin)
            if report != check(edited, question):
                raise AssertionError(f"another report than a full check after: {name}")
            checker.edit(pathway)
        return Measurement(choose(seconds), f"{len(seconds)} edits, same reports as full checks")

    return measure


def measure_sample(answer: Callable[[Sample], list[int | None]]) -> Callable[[Pathway], Measurement]:
    """The same question for the same few profiles: in which month do they reach a goal?"""

    def measure(pathway: Pathway) -> Measurement:
        sample = draw_sample(pathway, question_about(pathway))
        begin = time.perf_counter()
        months = answer(sample)
        seconds = time.perf_counter() - begin
        if months != by_check(sample):
            raise AssertionError(f"other months than the check: {months} and {by_check(sample)}")
        return Measurement(seconds / len(months), f"same months as the check for {len(months)} profiles")

    return measure


PHASES: Mapping[str, Callable[[Pathway], Measurement]] = {
    "compile": measure_compile,
    "first check": measure_first_check,
    "check": measure_check,
    "edit, median": measure_edits(statistics.median),
    "edit, worst": measure_edits(max),
    "goal, plain Python, per profile": measure_sample(month_by_month),
    "goal, networkx, per profile": measure_sample(explicit_graph),
}


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
