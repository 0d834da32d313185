"""The documentation is true: its examples run, its links lead somewhere.

An example is a fenced block marked ``console``: ``$ staffelstab ...`` is run in an empty folder, into which
the files that the command names are copied; the lines below it must appear (``...`` stands for anything).
Other commands, and those with ``# not run``, are left to the reader. Blocks marked ``pycon`` are doctests.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.repository import ROOT, files, name_of

PAGES = [path for path in files() if path.suffix == ".md" and "tests" not in path.relative_to(ROOT).parts]
BLOCK = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!`)\[[^\]\n]+\]\(([^)\s]+)\)")
CHECKER = doctest.OutputChecker()
FORGIVING = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(kind: str) -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        for match in BLOCK.finditer(page.read_text(encoding="utf-8")):
            if match[1] == kind:
                line = page.read_text(encoding="utf-8")[: match.start()].count("\n") + 1
                found.append((f"{name_of(page)}:{line}", match[2]))
    return found


def commands(block: str) -> list[tuple[str, str]]:
    """Each command with the output that the page shows below it."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    pairs = [part.partition("\n")[::2] for part in parts]
    return [(command, output) for command, output in pairs if is_run(command)]


def is_run(command: str) -> bool:
    return command.startswith("staffelstab ") and "# not run" not in command


def run_in(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command, comments=True)
    for word in words[1:]:
        if (ROOT / word).is_file() and not (folder / word).exists():
            (folder / word).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / word, folder / word)
    programs = str(Path(sys.executable).parent)
    return subprocess.run(
        words,
        cwd=folder,
        env=os.environ | {"PATH": programs + os.pathsep + os.environ["PATH"], "LANGUAGE": "de"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_commands_of_the_documentation_run(tmp_path: Path) -> None:
    for number, (place, block) in enumerate(blocks("console")):
        folder = tmp_path / str(number)
        folder.mkdir()
        for command, shown in commands(block):
            run = run_in(folder, command)
            found = run.stdout + run.stderr
            assert run.returncode in {0, 1}, f"{place}: {command}\n{found}"
            as_shown = not shown.strip() or CHECKER.check_output(shown, found, FORGIVING)
            assert as_shown, f"{place}: {command}\nshown:\n{shown}\nfound:\n{found}"


def test_the_python_of_the_documentation_runs() -> None:
    """The blocks of a page are one session."""
    names_on: dict[str, dict[str, object]] = {}
    for place, block in blocks("pycon"):
        example = doctest.DocTestParser().get_doctest(block, {}, place, place, 0)
        example.globs = names_on.setdefault(place.rpartition(":")[0], {})
        report: list[str] = []
        runner = doctest.DocTestRunner(optionflags=FORGIVING)
        failed = runner.run(example, out=report.append, clear_globs=False).failed
        assert not failed, "".join(report)


def headings(page: Path) -> set[str]:
    """The anchors of a page, formed the usual way."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    broken = []
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        address, _, anchor = target.partition("#")
        if "://" in address or address.startswith("mailto:"):
            continue
        other = (page.parent / address).resolve() if address else page
        if not other.exists() or (anchor and other.suffix == ".md" and anchor not in headings(other)):
            broken.append(target)
    assert broken == []
