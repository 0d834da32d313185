"""staffelstab convert: the same content in another format."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path

from staffelstab.cli import sources
from staffelstab.cli.parser import Parser
from staffelstab.cli.terminal import Terminal
from staffelstab.engine.files import write_bpmn, write_json, write_pnml, write_xlsx, write_yaml
from staffelstab.engine.model import Pathway
from staffelstab.engine.wording import Language

Writer = Callable[[Pathway, Language], bytes]


def _same_content(write: Callable[[Pathway], str]) -> Writer:
    return lambda pathway, language: write(pathway).encode()


def _drawing(write: Callable[..., str]) -> Writer:
    """Only the arrows, with the titles in one language; it cannot be read again."""
    return lambda pathway, language: write(pathway, language=language).encode()


WRITERS: dict[str, Writer] = {
    ".yaml": _same_content(write_yaml),
    ".yml": _same_content(write_yaml),
    ".json": _same_content(write_json),
    ".xlsx": lambda pathway, language: write_xlsx(pathway),
    ".bpmn": _drawing(write_bpmn),
    ".pnml": _drawing(write_pnml),
}


def add_options(parser: Parser) -> None:
    say = parser.terminal.say
    parser.group.add_argument("file", metavar=say("metavar.file"), help=say("help.file"))
    parser.group.add_argument("output", metavar=say("metavar.output"), help=say("help.output"))
    parser.group.add_argument("--force", action="store_true", help=say("help.force"))


def run(terminal: Terminal, options: argparse.Namespace, today: dt.date) -> int:
    output = Path(options.output)
    writer = WRITERS.get(output.suffix.lower())
    if writer is None:
        raise terminal.misuse(
            "unknown_output", extension=output.suffix or output.name, known=", ".join(WRITERS)
        )
    refuse_existing(terminal, output, force=options.force)
    content = writer(sources.load(terminal, options.file), terminal.texts.language)
    write(terminal, output, content, force=options.force)
    return 0


def refuse_existing(terminal: Terminal, output: Path, *, force: bool) -> None:
    if output.exists() and not force:
        raise terminal.misuse("file_exists", file=str(output))


def write(terminal: Terminal, output: Path, content: bytes, *, force: bool) -> None:
    """The whole file or nothing; without `force` never over another one that appeared meanwhile."""
    try:
        with output.open("wb" if force else "xb") as file:
            file.write(content)
    except FileExistsError:
        raise terminal.misuse("file_exists", file=str(output)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise terminal.misuse("cannot_write", file=str(output), reason=reason) from None
    terminal.error(terminal.say("cli.written", file=str(output)))
