"""Subjects × phases, each measured in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace

from benchmarks.phases import PHASES, Measurement, peak_megabytes
from benchmarks.subjects import SUBJECTS


@dataclass(frozen=True)
class Row:
    subject: str
    phase: str
    measurement: Measurement


def measure_here(subject: str, phase: str) -> Measurement:
    """Measure in this process; its peak memory includes Python and the libraries."""
    measurement = PHASES[phase](SUBJECTS[subject]())
    return replace(measurement, peak_megabytes=peak_megabytes())


def measure_afresh(subject: str, phase: str) -> Measurement:
    command = [sys.executable, "-m", "benchmarks", "--inside", subject, phase]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Measurement(**json.loads(done.stdout))


def measure_all(subjects: Iterable[str], phases: Iterable[str]) -> Iterator[Row]:
    phases = tuple(phases)
    for subject in subjects:
        for phase in phases:
            yield Row(subject, phase, measure_afresh(subject, phase))


def as_json(measurement: Measurement) -> str:
    return json.dumps(asdict(measurement))
