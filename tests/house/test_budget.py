"""Nothing grows until nobody wants to read it; exceptions stand in tools/budget.toml with a reason."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.house.repository import ROOT, files_under, name_of

MODULE, FUNCTION, VIEW, CLASS, TEMPLATE, TEST_MODULE = 400, 50, 25, 250, 150, 600

Sizes = dict[str, tuple[int, int]]


def is_view_module(path: Path) -> bool:
    return "web" in path.parts and (path.name == "views.py" or path.parent.name == "views")


def wall_of_function(path: Path, node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    arguments = [argument.arg for argument in node.args.args]
    return VIEW if is_view_module(path) and arguments[:1] == ["request"] else FUNCTION


def named_parts(path: Path) -> Iterator[tuple[str, int, int]]:
    """Name, lines and wall of each function and class of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            wall = wall_of_function(path, node)
        elif isinstance(node, ast.ClassDef):
            wall = CLASS
        else:
            continue
        yield f"{name_of(path)}::{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1, wall


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def sizes() -> Sizes:
    """Everything that has a wall: its lines and its wall."""
    found: Sizes = {}
    for path in files_under("src", ".py") + files_under("tools", ".py") + files_under("benchmarks", ".py"):
        if path.parent.name == "migrations":
            continue
        found[name_of(path)] = (line_count(path), MODULE)
        for name, lines, wall in named_parts(path):
            # Two parts of one name share an entry: the longer one counts.
            found[name] = max(found.get(name, (0, wall)), (lines, wall))
    for path in files_under("tests", ".py"):
        found[name_of(path)] = (line_count(path), TEST_MODULE)
    for path in files_under("src", ".html", ".txt"):
        if "templates" in path.parts:
            found[name_of(path)] = (line_count(path), TEMPLATE)
    return found


def exceptions() -> dict[str, dict[str, object]]:
    listed = tomllib.loads((ROOT / "tools" / "budget.toml").read_text()).get("exception", [])
    return {entry["name"]: entry for entry in listed}


def test_everything_stays_inside_its_wall() -> None:
    allowed = exceptions()
    over = []
    for name, (lines, wall) in sizes().items():
        limit = allowed.get(name, {}).get("lines", wall)
        if lines > int(str(limit)):
            over.append(f"{name}: {lines} lines, at most {limit}")
    assert not over, "\n" + "\n".join(over)


def test_every_exception_is_still_needed() -> None:
    found = sizes()
    idle = [name for name in exceptions() if name not in found or found[name][0] <= found[name][1]]
    assert idle == [], "these exceptions can leave tools/budget.toml"


def test_every_exception_has_a_reason_and_a_date() -> None:
    for name, entry in exceptions().items():
        assert len(str(entry["reason"])) > 20, name
        assert isinstance(entry["date"], date), name
