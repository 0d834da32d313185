"""`python -m benchmarks [--quick]` measures the check of districts, then puts the same questions to other programs.

With `--subject NAME` or `--phase NAME` only the districts are measured, with `--side-by-side` only the others are.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks.machine import facts
from benchmarks.phases import PHASES
from benchmarks.registry import Row, as_json, measure_all, measure_here
from benchmarks.subjects import SUBJECTS

PAGE = Path("docs/background/benchmarks.md")
QUICK_SUBJECT = "musterkreis"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--subject", action="append", choices=SUBJECTS)
    parser.add_argument("--phase", action="append", choices=PHASES)
    parser.add_argument("--side-by-side", action="store_true", help="compare with other programs")
    parser.add_argument("--quick", action="store_true", help="leave out what takes long")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", default=PAGE, help="where the comparison is written"
    )
    parser.add_argument("--trial", help=argparse.SUPPRESS)
    parser.add_argument("--inside", nargs=2, metavar=("SUBJECT", "PHASE"), help=argparse.SUPPRESS)
    return parser.parse_args()


def show(row: Row) -> None:
    found = row.measurement
    time = f"{found.seconds * 1000:>10.1f} ms {found.peak_megabytes:>6.0f} MB"
    print(f"{row.subject:<28} {row.phase:<33} {time}   {found.answer}", flush=True)


def compare(quick: bool, file: Path) -> None:
    from benchmarks.side_by_side import page

    file.write_text(page(quick), encoding="utf-8")
    print(f"\n{file}")


def main() -> None:
    asked = arguments()
    if asked.inside:
        print(as_json(measure_here(*asked.inside)))
        return
    if asked.trial:
        from benchmarks.trials import run_trial

        print(json.dumps(run_trial(asked.trial)))
        return
    if not asked.side_by_side:
        measure_districts(
            asked.subject or ([QUICK_SUBJECT] if asked.quick else SUBJECTS), asked.phase or PHASES
        )
    if not (asked.subject or asked.phase):
        compare(asked.quick, asked.write)


def measure_districts(subjects: Iterable[str], phases: Iterable[str]) -> None:
    print(*facts(), "", sep="\n")
    print(f"{'subject':<28} {'phase':<33} {'best time':>13} {'peak':>9}   answer")
    for row in measure_all(subjects, phases):
        show(row)


if __name__ == "__main__":
    main()
