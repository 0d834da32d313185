"""Call the command line as the terminal would: arguments in; exit code, output and errors out."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from staffelstab.cli.main import main
from tests.engine.wording.lindental import FILE

LINDENTAL = str(FILE)


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> Answer:
    code = main(arguments)
    captured = capsys.readouterr()
    return Answer(code, captured.out, captured.err)
