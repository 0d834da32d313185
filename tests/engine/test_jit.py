"""The compiled kernel is made anew whenever one of its files changes."""

from __future__ import annotations

import ast
from pathlib import Path

from staffelstab.engine.check import Question, check, jit
from tests.engine.test_twins import TODAY, town

FOLDER = Path(jit.__file__).parent
PACKAGE = "staffelstab.engine.check."


def imported_here(file: Path) -> set[str]:
    """Files of this folder that a file imports from."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return {name.removeprefix(PACKAGE) + ".py" for name in names if name.startswith(PACKAGE)}


def test_every_file_that_is_compiled_decides_over_the_compiled_code() -> None:
    compiled = {file.name for file in FOLDER.glob("*.py") if "jit.py" in imported_here(file)}
    needed = compiled | {name for file in compiled for name in imported_here(FOLDER / file)}
    assert len(compiled) > 2
    assert needed == set(jit.KERNEL_FILES)


def test_the_folder_is_named_by_the_text() -> None:
    folder = Path(jit.cache_folder())
    assert folder.name.startswith("kernel-") or "staffelstab-kernel-" in folder.name
    assert folder.is_dir()
    check(town(), Question(TODAY))
    assert any(folder.rglob("*.nbi"))
