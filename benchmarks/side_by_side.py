"""The table: the same question put to several programs, first whether they agree, then how long they take."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence

from benchmarks.machine import facts
from benchmarks.trials import MUNICIPALITIES, OFFERS, SCALES, TOWN_PEERS, Trial

SLOW = {"sweep/60 offers/rustworkx", "sweep/60 offers/networkx", "sweep/base/scipy.sparse"}
"""Left out when asked to be quick; together about a minute and a half."""
Line = Sequence[str]


class Bench:
    """Runs trials, each once, in processes of their own."""

    def __init__(self, quick: bool) -> None:
        self.quick = quick
        self.known: dict[str, Trial] = {}

    def trial(self, name: str) -> Trial:
        if name not in self.known:
            self.known[name] = run_afresh(name)
            print(f"{name:<32} {readable(self.known[name].seconds)}", flush=True)
        return self.known[name]

    def compared(self, title: str, own: str, others: Mapping[str, str]) -> Iterator[Line]:
        """One line per program: time, ratio, peak, whether the answers are the same."""
        ours = self.trial(own)
        yield title, "**staffelstab**", readable(ours.seconds), "1", f"{ours.peak_megabytes:.0f} MB", ""
        for program, name in others.items():
            if self.quick and name in SLOW:
                continue
            theirs = self.trial(name)
            ratio = f"{theirs.seconds / ours.seconds:,.0f}"
            same = agreement(ours, theirs)
            yield title, program, readable(theirs.seconds), ratio, f"{theirs.peak_megabytes:.0f} MB", same


def run_afresh(name: str, empty_cache: bool = False) -> Trial:
    with tempfile.TemporaryDirectory() as folder:
        more = {"NUMBA_CACHE_DIR": folder} if empty_cache else {}
        command = [sys.executable, "-m", "benchmarks", "--trial", name]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **more})
    return Trial(**json.loads(done.stdout))


def agreement(ours: Trial, theirs: Trial) -> str:
    """The peer may answer fewer questions; what it answers must be the same."""
    differing = [name for name, answer in theirs.answers.items() if ours.answers[name] != answer]
    if differing:
        return f"DIFFERS: {', '.join(differing)}"
    if not theirs.answers:
        return "same months (8 profiles)"
    missing = [name for name in ours.answers if name not in theirs.answers]
    return f"same, without {', '.join(missing)}" if missing else "same"


def readable(seconds: float) -> str:
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 1:
            digits = 0 if seconds * factor >= 100 else 1
            return f"{seconds * factor:,.{digits}f} {unit}"
    return f"{seconds * 1e9:.0f} ns"


def table(head: Line, lines: Iterator[Line]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


def page(quick: bool = False) -> str:
    """The whole page in Markdown."""
    bench = Bench(quick)
    parts = [INTRODUCTION, "\n".join(f"    {line}" for line in facts()) + "\n"]
    for title, text, lines in (
        ("Side by side", SIDE_BY_SIDE, side_by_side(bench)),
        ("A whole Land at once", LAND, whole_land(bench)),
        ("Growth", GROWTH, growth(bench)),
        ("How near to what the memory gives", LIMIT, memory_limit(bench)),
        ("Where it loses", WEAK, weak_spots(bench)),
    ):
        parts += [f"## {title}\n", text, table(next(lines), lines)]
    return "\n".join(parts)


def side_by_side(bench: Bench) -> Iterator[Line]:
    yield "question", "program", "time", "ratio", "peak", "answers"
    for town in ("12 offers", "60 offers"):
        peers = {p: f"sweep/{town}/{p}" for p in TOWN_PEERS if (town, p) != ("60 offers", "clingo")}
        yield from bench.compared(f"time-free, one place, {town}", f"sweep/{town}/own", peers)
    land = {"scipy.sparse": "sweep/base/scipy.sparse"}
    yield from bench.compared("time-free, 396 places, base", "sweep/base/own", land)
    title = "time-free, one person, 12 offers"
    yield from bench.compared(title, "person/own", {"pyperplan, breadth first": "person/pyperplan"})
    others = {name: f"goal/{name}" for name in ("plain Python", "networkx")}
    yield from bench.compared("earliest goal month, per profile, a district", "goal/own", others)
    yield from bench.compared(
        "cheapest repair, 14 offers, 20 changes", "repair/own", {"clingo": "repair/clingo"}
    )


def whole_land(bench: Bench) -> Iterator[Line]:
    yield "Land", "places", "offers", "states reached", "tables", "passes", "states per second", "peak"
    for name in ("base", "stress", "nrw"):
        trial = bench.trial(f"sweep/{name}/own")
        notes = trial.notes
        yield (
            name,
            f"{notes['places']:.0f}",
            f"{notes['offers']:,.0f}",
            f"{notes['states'] / 1e6:.1f} million",
            readable(notes["tables"]),
            readable(notes["passes"]),
            f"{notes['states'] / notes['passes'] / 1e6:.0f} million",
            f"{trial.peak_megabytes:.0f} MB",
        )


def growth(bench: Bench) -> Iterator[Line]:
    yield "what grows", "size", "states reached", "passes", "per state"
    for what, sizes in (("municipalities", MUNICIPALITIES), ("offers", OFFERS), ("scales", SCALES)):
        for size in sizes:
            notes = bench.trial(f"growth/{what}/{size}").notes
            per_state = readable(notes["passes"] / notes["states"])
            states = f"{notes['states']:,.0f}"
            yield what, str(size), states, readable(notes["passes"]), per_state


def memory_limit(bench: Bench) -> Iterator[Line]:
    yield "measured", "value"
    notes = bench.trial("memory").notes
    yield "triad, main memory, one thread", f"{notes['triad']:.1f} GB/s"
    for size in ("32_kb", "1_mb", "8_mb"):
        yield f"random update, {size.replace('_', ' ').upper()}", f"{notes[f'update_{size}']:.1f} ns"
    yield "stations started, all situations and places", f"{notes['pairs'] / 1e6:.1f} million"
    yield "least time for the memory touched", readable(notes["floor"])
    yield "passes of the base Land", readable(notes["passes"])
    yield "share of the limit", f"{notes['floor'] / notes['passes']:.0%}"


def weak_spots(bench: Bench) -> Iterator[Line]:
    yield "situation", "staffelstab", "plain Python"
    tiny, python = bench.trial("sweep/tiny/own"), bench.trial("sweep/tiny/plain Python")
    yield "one offer, two situations", readable(tiny.seconds), readable(python.seconds)
    first, alone = bench.trial("first sweep"), readable(bench.trial("sweep/12 offers/plain Python").seconds)
    yield "12 offers, the first sweep of a process, loading included", readable(first.seconds), alone
    if not bench.quick:
        yield "the same, nothing compiled yet", readable(run_afresh("first sweep", True).seconds), alone


INTRODUCTION = """# Benchmarks

This page is written by `make bench`. Times are seconds of one processor core; ratios are from one run on one machine,
so they say more than the times. A program that gives another answer says so in its line. What is measured and how to
read it is told in `benchmarks/README.md`. The instances are invented and drawn with a seed: they say what programs
cost, and nothing about any municipality.
"""
SIDE_BY_SIDE = """*Time-free* is the question of the [sweep](sweep.md): for all 13,440 situations of a place eight
numbers (states reached, those that lead to a goal, stops, circles, entries with a way, the sum of fewest steps,
entries that may stop or go in circles). The libraries are handed a graph that was made with numpy; making it is part
of their time. The planner is asked about single persons; our time per person is that of all divided by their number.
The *earliest goal month* is the question of the [check](the_check.md), the *cheapest repair* that of the
[repair](repair.md).
"""
LAND = """Base: 396 places with 4 to 60 offers; stress: 60 offers everywhere; nrw: North Rhine-Westphalia as shipped,
district by district, where many places are served by the same stations. Tables are made once per question, passes are
the sweep itself; one core. *States reached* counts every place.
"""
GROWTH = """Municipalities of the base Land; offers of one place (more than 63 take more than one word); scales of one
place with 40 offers in which people differ at entry (840, 1,680, 3,360 and 13,440 situations at entry).
"""
LIMIT = """The least time is a model: four random words per station started, at the speed of a working set of 1 MB, and
the arrays once each way. The rest is deciding.
"""
WEAK = """
Who asks about one place once, in a process of its own, waits as long for the loading as for plain Python; before the
first use on a machine the code has to be compiled. Against scipy.sparse, which walks a ready graph in C, the lead is
smallest; where few offers are open to anybody, making arrays for every place is a good part of the time.
""".lstrip()
