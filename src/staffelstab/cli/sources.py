"""Where a pathway comes from: a file, or an example that comes along."""

from __future__ import annotations

from pathlib import Path

from staffelstab.cli.terminal import Terminal
from staffelstab.engine.files import read_with_warnings
from staffelstab.engine.model import Pathway
from staffelstab.programmes import districts

EXAMPLE = "example:"


def file_named(terminal: Terminal, name: str) -> Path:
    """The path of a file or of ``example:NAME``."""
    if not name.startswith(EXAMPLE):
        return Path(name)
    return example_named(terminal, name.removeprefix(EXAMPLE))


def example_named(terminal: Terminal, name: str) -> Path:
    if name not in districts.names():
        raise terminal.misuse("unknown_example", found=name, known=", ".join(districts.names()))
    return districts.file_of(name, terminal.texts.language)


def load(terminal: Terminal, name: str, *, quiet: bool = False) -> Pathway:
    """The pathway in a file; what was corrected while reading is told on standard error."""
    pathway, warnings = read_with_warnings(file_named(terminal, name), name)
    if not quiet:
        terminal.problems(warnings)
    return pathway
