"""The compiled kernel is made anew whenever one of its files changes."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from staffelstab.engine.check import Question, check
from staffelstab.engine.check.kernel import jit
from tests.engine.test_twins import TODAY, town

ENGINE = jit.HERE.parents[1]
PACKAGE = "staffelstab.engine."


def imported(file: Path) -> set[Path]:
    """Files of the engine that a file imports from."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE):
            base = ENGINE.joinpath(*(node.module or "").removeprefix(PACKAGE).split("."))
            found.add(base.with_suffix(".py"))
            found.update(base / f"{alias.name}.py" for alias in node.names)
    return {path for path in found if path.exists()}


def test_every_file_that_compiled_code_takes_from_decides_over_it() -> None:
    """numba sees for itself that a file has changed, but not the files whose functions were compiled into it."""
    compiled = {file for file in ENGINE.rglob("*.py") if jit.HERE / "jit.py" in imported(file)}
    assert len(compiled) > 10
    for file in compiled:
        assert imported(file) & (compiled | {jit.HERE / "tables.py"}) <= set(jit.KERNEL_FILES), file


def test_the_folder_is_named_by_the_text() -> None:
    folder = Path(jit.cache_folder())
    assert folder.name.startswith("kernel-") or "staffelstab-kernel-" in folder.name
    assert folder.is_dir()
    check(town(), Question(TODAY))
    assert any(folder.rglob("*.nbi"))


NOT_WARMED = """
import importlib, pkgutil
import staffelstab.engine.check as package
from staffelstab.engine.check.warm import warm

warm()
for part in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    for name, thing in vars(importlib.import_module(part.name)).items():
        is_entry = getattr(thing, "targetoptions", {}).get("_nrt", True)
        if hasattr(thing, "signatures") and is_entry and not thing.signatures and "sweep" not in part.name:
            print(part.name, name)
"""
"""The sweep has no page; the command that asks it compiles it."""


def test_whatever_is_asked_on_a_page_was_compiled_at_installation() -> None:
    """Otherwise the first person to ask waits for the compiler, half a minute."""
    asked = subprocess.run([sys.executable, "-c", NOT_WARMED], capture_output=True, text=True, check=True)
    assert asked.stdout == ""
