"""The list of problem codes, the code that reports them and the documentation agree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from staffelstab.engine.files import PROBLEM_CODES, WARNING_CODES

ROOT = Path(__file__).parents[3]
SOURCE = ROOT / "src" / "staffelstab" / "engine"
PAGE = ROOT / "docs" / "reference" / "file-format.md"
ROW = re.compile(r"^\| `([a-z0-9-]+)`( \(Hinweis\))? \| (.*?) \|", re.MULTILINE)


def words_in(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_code_is_reported_somewhere() -> None:
    files = [file for part in ("files", "check") for file in (SOURCE / part).rglob("*.py")]
    files.remove(SOURCE / "files" / "codes.py")
    used = {word for file in files for word in words_in(file)}
    assert set(PROBLEM_CODES) <= used


def test_warnings_are_codes() -> None:
    assert set(PROBLEM_CODES) >= WARNING_CODES


def test_the_documentation_lists_every_code_with_its_arguments() -> None:
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    documented = {code: tuple(re.findall(r"`([^`]+)`", arguments)) for code, _, arguments in rows}
    assert documented == dict(PROBLEM_CODES)
    assert {code for code, mark, _ in rows if mark} == WARNING_CODES
