"""staffelstab schema: the JSON Schema of the file format."""

from __future__ import annotations

import argparse
import datetime as dt
import json

from staffelstab.cli.parser import Parser
from staffelstab.cli.terminal import Terminal
from staffelstab.engine import files


def add_options(parser: Parser) -> None:
    """There is nothing to choose."""


def run(terminal: Terminal, options: argparse.Namespace, today: dt.date) -> int:
    terminal.out(json.dumps(files.schema(), ensure_ascii=False, indent=2))
    return 0
