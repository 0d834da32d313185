"""staffelstab examples nrw_…: write a whole Land that comes along into a folder, a file per district."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from staffelstab.cli.progress import Progress
from staffelstab.cli.terminal import Terminal
from staffelstab.engine.files import write_json
from staffelstab.programmes import whole_land

PREFIX = "nrw_"


def example_names() -> tuple[str, ...]:
    return tuple(f"{PREFIX}{variant}" for variant in whole_land.VARIANTS)


def write_example(terminal: Terminal, options: argparse.Namespace, name: str) -> None:
    """The whole folder or nothing: it is written beside its place and put there when it is complete."""
    folder = Path(options.output) if options.output else Path(name)
    if folder.exists() and not options.force:
        raise terminal.misuse("file_exists", file=str(folder))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".staffelstab-", dir=folder.parent) as beside:
            complete = Path(beside) / name
            complete.mkdir()
            _write_districts(terminal, complete, name)
            _put(complete, folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise terminal.misuse("cannot_write", file=str(folder), reason=reason) from None
    terminal.error(terminal.say("cli.written", file=str(folder)))


def _write_districts(terminal: Terminal, folder: Path, name: str) -> None:
    variant = name.removeprefix(PREFIX)
    total = len(whole_land.district_keys())
    pathways = whole_land.district_pathways(variant, terminal.texts.language)
    with Progress(terminal, lines=False, quiet=False) as progress:
        for done, (key, pathway) in enumerate(pathways, 1):
            (folder / f"{key}.json").write_text(write_json(pathway), encoding="utf-8")
            progress.written(done, total, pathway.title)


def _put(complete: Path, folder: Path) -> None:
    """With `--force` the files of an earlier example are replaced; others in the folder stay."""
    if not folder.exists():
        complete.rename(folder)
        return
    for file in sorted(complete.iterdir()):
        shutil.move(file, folder / file.name)
