"""`python -m benchmarks [--subject NAME]... [--phase NAME]...` prints one table."""

from __future__ import annotations

import argparse

from benchmarks.machine import facts
from benchmarks.phases import PHASES
from benchmarks.registry import Row, as_json, measure_all, measure_here
from benchmarks.subjects import SUBJECTS


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--subject", action="append", choices=SUBJECTS)
    parser.add_argument("--phase", action="append", choices=PHASES)
    parser.add_argument("--inside", nargs=2, metavar=("SUBJECT", "PHASE"), help=argparse.SUPPRESS)
    return parser.parse_args()


def show(row: Row) -> None:
    found = row.measurement
    time = f"{found.seconds * 1000:>10.1f} ms {found.peak_megabytes:>6.0f} MB"
    print(f"{row.subject:<28} {row.phase:<33} {time}   {found.answer}", flush=True)


def main() -> None:
    asked = arguments()
    if asked.inside:
        print(as_json(measure_here(*asked.inside)))
        return
    print(*facts(), "", sep="\n")
    print(f"{'subject':<28} {'phase':<33} {'best time':>13} {'peak':>9}   answer")
    for row in measure_all(asked.subject or SUBJECTS, asked.phase or PHASES):
        show(row)


if __name__ == "__main__":
    main()
