"""The Makefile and the scripts it calls say clearly what is there and what is missing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.repository import ROOT, files_under
from tools import npm

MAKEFILE = (ROOT / "Makefile").read_text()


def python_that(folder: Path, answers: str) -> str:
    """A program that calls itself Python and behaves as told."""
    program = folder / "python3"
    program.write_text(f"#!/bin/sh\n{answers}\n")
    program.chmod(0o755)
    return str(program)


def check(python: str) -> subprocess.CompletedProcess[str]:
    script = str(ROOT / "tools" / "python_check.sh")
    return subprocess.run(["sh", script, python], capture_output=True, text=True, check=False)


def test_this_python_is_good_enough() -> None:
    assert check(sys.executable).returncode == 0


def test_a_missing_python_is_one_clear_line(tmp_path: Path) -> None:
    run = check(str(tmp_path / "python3"))
    assert run.returncode == 1
    assert run.stderr.startswith("Python is missing: install Python 3.11 or newer")
    assert run.stderr.count("\n") == 1


def test_an_old_python_is_one_clear_line(tmp_path: Path) -> None:
    run = check(python_that(tmp_path, '[ "$1" = --version ] && echo Python 3.9.2 || exit 1'))
    assert run.returncode == 1
    assert run.stderr.startswith("Python is too old: Python 3.9.2 found, 3.11 or newer needed.")
    assert run.stderr.count("\n") == 1


def test_a_python_without_environments_names_the_missing_package(tmp_path: Path) -> None:
    run = check(python_that(tmp_path, 'case "$2" in *ensurepip*) exit 1;; esac'))
    assert run.returncode == 1
    assert "install the package python3-venv" in run.stderr
    assert run.stderr.count("\n") == 1


def test_an_old_node_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, answer in (("node", "echo v18.19.0"), ("npm", "echo 9")):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{answer}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert npm.machine_npm() is None
    (tmp_path / "node").write_text("#!/bin/sh\necho v20.11.1\n")
    assert npm.machine_npm() == str(tmp_path / "npm")


def test_an_unknown_system_package_is_refused() -> None:
    script = str(ROOT / "tools" / "system_packages.sh")
    run = subprocess.run(["bash", script, "emacs"], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "chromium, postgresql" in run.stderr


def test_every_door_is_explained() -> None:
    doors = set(re.findall(r"[\w-]+", re.sub(r"\\\n", " ", MAKEFILE).split(".PHONY:")[1].split("\n")[0]))
    explained = set(re.findall(r"^([a-z0-9-]+):.*## \S", MAKEFILE, re.MULTILINE))
    assert doors - explained == {"serve"}, "serve is a part of demo and run"
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [door for door in explained if not re.search(rf"^{door}\s+\S", shown, re.MULTILINE)] == []


def test_the_continuous_integration_knows_no_second_way() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    called = re.findall(r"^make ([\w-]+)$", script, re.MULTILINE)
    assert called[0] == "test"
    doors = set(re.findall(r"^([a-z0-9-]+):", MAKEFILE, re.MULTILINE))
    assert set(called) <= doors
    assert {"lint", "types", "migrations", "translations", "docs-check", "test-postgresql", "e2e"} <= set(
        called
    )


def test_scripts_stop_at_the_first_error() -> None:
    scripts = [*files_under("tools", ".sh"), ROOT / ".ci" / "run"]
    with_bash = [path for path in scripts if "bash" in path.read_text().splitlines()[0]]
    assert len(with_bash) >= 3
    assert [path for path in with_bash if "\nset -euo pipefail\n" not in path.read_text()] == []
