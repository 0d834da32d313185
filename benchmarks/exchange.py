"""What do generic tools see of a concept? `python -m benchmarks.exchange [--districts]`

Every concept of the corpus of seeded faults, sound and faulty, is handed to

* bpmnlint, as BPMN,
* a Petri-net checker (pm4py), as the net of its arrows: is it a sound workflow net?
* the same checker, as one net per kind of profile, which our own walk over the situations has drawn for it
  (benchmarks/profile_nets.py),
* our check.

A tool *sees* a fault if it objects to the faulty concept in a way in which it does not object to the sound one. pm4py
is installed into an environment of its own for the time of the run; the project does not depend on it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.machine import facts
from benchmarks.profile_nets import MOST_STATES, profile_nets
from staffelstab.engine.check import Question, check
from staffelstab.engine.files import read, write_bpmn, write_pnml
from staffelstab.engine.files.exchange import net_to_pnml
from staffelstab.engine.model import Pathway
from staffelstab.programmes import districts
from tools.bpmn_lint import lint

ROOT = Path(__file__).resolve().parents[1]
PM4PY = "pm4py==2.7.23.11"


@dataclass
class Seen:
    """What each tool says about one concept; a Petri net is None where the checker gives up or was not asked."""

    lint: Counter[str] = field(default_factory=Counter)
    arrows: bool | None = None
    nets: list[bool | None] = field(default_factory=list)
    profiles: int = 0
    seconds: float = 0.0
    findings: Counter[str] = field(default_factory=Counter)

    @property
    def unsound_nets(self) -> int:
        return self.nets.count(False)


def ask_all(concepts: Mapping[str, Pathway]) -> dict[str, Seen]:
    """Every tool about every concept, each tool in one process."""
    seen = {name: Seen() for name in concepts}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _ask_bpmnlint(concepts, seen, folder)
        expected = _write_nets(concepts, seen, folder)
        for file, (sound, seconds) in _ask_petri(folder).items():
            concept, kind = file.split("__")
            seen[concept].seconds += seconds
            if kind == "arrows":
                seen[concept].arrows = sound
                continue
            if sound is not None and sound != expected[file]:
                raise AssertionError(f"{file}: the checker says {sound}, reachability {expected[file]}")
            seen[concept].nets.append(sound)
    for name, pathway in concepts.items():
        if pathway.date is None:
            raise ValueError(f"{name} names no day")
        report = check(pathway, Question(pathway.date))
        seen[name].findings.update(f"{finding.code} {finding.kind}" for finding in report.findings)
    return seen


def _ask_bpmnlint(concepts: Mapping[str, Pathway], seen: dict[str, Seen], folder: Path) -> None:
    files = {}
    for name, pathway in concepts.items():
        files[folder / f"{name}.bpmn"] = name
        (folder / f"{name}.bpmn").write_text(write_bpmn(pathway), encoding="utf-8")
    for file, answer in lint(files).items():
        seen[files[file]].lint.update(remark.rule for remark in answer.remarks)


def _write_nets(concepts: Mapping[str, Pathway], seen: dict[str, Seen], folder: Path) -> dict[str, bool]:
    """The nets as files; file → whether every state that can be reached has a way to the goal."""
    expected = {}
    for name, pathway in concepts.items():
        (folder / f"{name}__arrows.pnml").write_text(write_pnml(pathway), encoding="utf-8")
        for number, (net, is_sound) in enumerate(profile_nets(pathway)):
            seen[name].profiles += 1
            if len(net.places) <= MOST_STATES:
                expected[f"{name}__{number}"] = is_sound
                (folder / f"{name}__{number}.pnml").write_text(net_to_pnml(net), encoding="utf-8")
    return expected


def _ask_petri(folder: Path) -> dict[str, tuple[bool | None, float]]:
    """Soundness of every net in the folder, by pm4py in an environment that is thrown away afterwards."""
    uv, environment = Path(sys.executable).with_name("uv"), folder / "environment"
    python = environment / "bin" / "python"
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, environment], check=True)
    subprocess.run([uv, "pip", "install", "--quiet", "--python", python, PM4PY], check=True)
    command = [python, "-W", "ignore", ROOT / "benchmarks" / "petri_net_check.py", folder]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, tuple[bool | None, float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def corpus() -> dict[str, Pathway]:
    return {
        f"{kind} {file.stem}": read(file)
        for kind in ("sound", "faulty")
        for file in sorted((ROOT / "corpus" / kind).glob("*.json"))
    }


def show_faults(seen: Mapping[str, Seen]) -> None:
    """One row per fault: in how many of its cases each tool sees it."""
    names = [name.removeprefix("faulty ") for name in seen if name.startswith("faulty ")]
    faults = dict.fromkeys(name.rpartition("-")[0] for name in names)
    print("| fault | cases | bpmnlint | net of the arrows | nets per profile | our check |")
    print("|---|---|---|---|---|---|")
    for fault in faults:
        pairs = [
            (seen[f"sound {name}"], seen[f"faulty {name}"])
            for name in names
            if name.rpartition("-")[0] == fault
        ]
        lint_sees = sum(bool(faulty.lint - sound.lint) for sound, faulty in pairs)
        arrows = sum(sound.arrows is True and faulty.arrows is False for sound, faulty in pairs)
        nets = sum(sound.unsound_nets == 0 < faulty.unsound_nets for sound, faulty in pairs)
        ours = sum(bool(faulty.findings - sound.findings) for sound, faulty in pairs)
        print(f"| `{fault}` | {len(pairs)} | {lint_sees} | {arrows} | {nets} | {ours} |")


def show_concepts(seen: Mapping[str, Seen], title: str) -> None:
    """One row per concept, everything that was said about it."""
    print(f"| {title} | bpmnlint | net of the arrows | nets per profile: unsound, asked, all | our check |")
    print("|---|---|---|---|---|")
    for name, found in seen.items():
        lint_says = ", ".join(f"{rule} {count}" for rule, count in sorted(found.lint.items())) or "nothing"
        arrows = {True: "sound", False: "not sound", None: "gives up"}[found.arrows]
        nets = f"{found.unsound_nets}, {len(found.nets)}, {found.profiles}"
        print(f"| {name} | {lint_says} | {arrows} | {nets} | {found.findings.total()} findings |")


def totals(seen: Iterable[Seen]) -> str:
    found = list(seen)
    nets = sum(len(one.nets) for one in found)
    gave_up = sum(one.nets.count(None) for one in found)
    return f"{nets} nets of profiles, {gave_up} given up, {sum(one.seconds for one in found):.1f} s in the checker"


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.exchange", description=__doc__)
    parser.add_argument("--districts", action="store_true", help="the districts that come along")
    print(*facts(), "", sep="\n")
    if parser.parse_args().districts:
        seen = ask_all({name: districts.load(name) for name in districts.names()})
        show_concepts(seen, "district")
    else:
        seen = ask_all(corpus())
        show_faults(seen)
        quiet = [one for name, one in seen.items() if name.startswith("sound ")]
        objected = (
            sum(bool(one.lint) for one in quiet),
            sum(one.arrows is False for one in quiet),
            sum(one.unsound_nets > 0 for one in quiet),
            sum(bool(one.findings) for one in quiet),
        )
        print(f"| sound concepts objected to, of {len(quiet)} | | {' | '.join(map(str, objected))} |")
    print("", totals(seen.values()), sep="\n")


if __name__ == "__main__":
    main()
