"""The storeys of the house: what imports alone do not show."""

from __future__ import annotations

import configparser
import subprocess
import sys

from tests.house.repository import ROOT

WITHOUT_DJANGO = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "allauth"}:
            raise ImportError(f"{name} is not installed here")

sys.meta_path.insert(0, Refuse())
from staffelstab.cli.main import main
sys.exit(main(["--help"]))
"""


def rooms() -> set[str]:
    web = ROOT / "src" / "staffelstab" / "web"
    return {path.parent.name for path in web.glob("*/__init__.py")}


def test_the_command_line_works_without_the_web() -> None:
    run = subprocess.run([sys.executable, "-c", WITHOUT_DJANGO], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "check" in run.stdout


def test_the_shelves_of_every_room_are_watched() -> None:
    """The list in .importlinter names the rooms that exist; project and kit have shelves of their own."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    watched = contracts["importlinter:contract:shelves"]["containers"].split()
    assert {name.rpartition(".")[2] for name in watched} == rooms() - {"project", "kit"}
