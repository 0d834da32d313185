"""A whole Land: `python -m benchmarks.whole_land` reads and checks it, with more and more districts.

Every row runs in a process of its own; its peak memory includes Python, the libraries and all that was read. Reports
of some districts are compared with a check of each of them alone; if they differ, there is no row. *check* includes the
first use of the machine code (loading it, and once per machine making it).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.machine import facts
from benchmarks.phases import peak_megabytes
from staffelstab.engine.check import Question, StateReport, check, check_state, in_turn, processes
from staffelstab.engine.files import State, read_state, write_json, write_yaml
from staffelstab.programmes import territories, whole_land

SIZES = (5, 15, 30, 53)
WRITERS: dict[str, Callable[..., str]] = {"json": write_json, "yaml": write_yaml}
COMPARED = 3


@dataclass(frozen=True)
class LandRow:
    """Seconds on the clock and of processors, megabytes at the peak, and what came out."""

    districts: int
    places: int
    offers: int
    read: float
    check: float
    processor: float
    gather: float
    peak: float
    findings: int


def measure(folder: Path, source: str, spread_over: int) -> LandRow:
    spreading = nullcontext(in_turn) if spread_over == 1 else processes(spread_over)
    with spreading as spread:
        begin = time.perf_counter()
        names = {district.key: district.name_full for district in territories.districts()}
        state = read_state(folder / source if source else folder, names=names, spread=spread)
        read = time.perf_counter()
        worked = time.process_time()
        report = check_state(state.districts, Question(whole_land.DATE), spread=spread)
        checked, worked = time.perf_counter(), time.process_time() - worked
    lines = report.findings
    gathered = time.perf_counter()
    peak = peak_megabytes()
    assert lines and not report.unchecked
    _compare(state, report)
    return LandRow(
        districts=len(report.districts),
        places=report.places,
        offers=sum(len(d.pathway.offers) for d in state.districts),
        read=read - begin,
        check=checked - read,
        processor=worked,
        gather=gathered - checked,
        peak=peak,
        findings=sum(len(d.report.findings) for d in report.districts),
    )


def _compare(state: State, report: StateReport) -> None:
    """Equality first: the last districts, checked alone."""
    for district, told in list(zip(state.districts, report.districts, strict=True))[-COMPARED:]:
        if check(district.pathway, report.question) != told.report:
            raise AssertionError(f"{district.name}: another report than a check of its own")


def write_land(variant: str, size: int, kind: str, folder: Path) -> None:
    if kind == "one file":
        (folder / "land.json").write_text(write_json(whole_land.whole_pathway(variant)), encoding="utf-8")
        return
    for key, pathway in list(whole_land.district_pathways(variant))[:size]:
        (folder / f"{key}.{kind}").write_text(WRITERS[kind](pathway), encoding="utf-8")


def measure_afresh(variant: str, size: int, kind: str, spread_over: int) -> LandRow:
    with tempfile.TemporaryDirectory() as name:
        write_land(variant, size, kind, Path(name))
        source = "land.json" if kind == "one file" else ""
        command = [sys.executable, "-m", "benchmarks.whole_land", "--inside", name, source, str(spread_over)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return LandRow(**json.loads(done.stdout))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inside", nargs=3)
    parser.add_argument("--variant", choices=whole_land.VARIANTS, action="append")
    parser.add_argument("--size", type=int, action="append")
    parser.add_argument("--kind", choices=(*WRITERS, "one file"), default="json")
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    if options.inside:
        folder, source, spread_over = options.inside
        print(json.dumps(asdict(measure(Path(folder), source, int(spread_over)))))
        return
    print(*facts(), "", sep="\n")
    print("| land | districts | places | offers | findings | read | check | processor | gather | peak |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for variant in options.variant or whole_land.VARIANTS:
        for size in options.size or SIZES:
            row = measure_afresh(variant, size, options.kind, options.processes)
            print(
                f"| `nrw_{variant}` | {row.districts} | {row.places} | {row.offers} | {row.findings}"
                f" | {row.read:.1f} s | {row.check:.1f} s | {row.processor:.1f} s | {row.gather:.2f} s"
                f" | {row.peak:.0f} MB |",
                flush=True,
            )


if __name__ == "__main__":
    main()
