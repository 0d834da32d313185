"""Does the delivered package work where nothing else is installed? `make test-alone`.

Builds the wheel, compares its data files with the source, installs it with nothing but the locked packages of
requirements/base.txt into a fresh environment, and there checks an example, with Django nowhere to be found.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKED = ROOT / "requirements" / "base.txt"
MADE_BY_PYTHON = {".pyc", ".nbi", ".nbc"}
MADE_BY_INSTALL = {".mo"}

INSIDE = """
import importlib.util
import sys

import staffelstab.engine.check, staffelstab.engine.files, staffelstab.engine.wording, staffelstab.programmes
from staffelstab import notebook
from staffelstab.engine.files import schema
from staffelstab.programmes import catalogue, districts

assert importlib.util.find_spec("django") is None, "Django is installed here"
assert importlib.util.find_spec("pandas") is None, "pandas is installed here"
assert not [name for name in sys.modules if name.split(".")[0] in {"django", "allauth", "pandas"}]
assert sys.prefix in staffelstab.engine.__file__, "not the installed package"
assert schema()["$schema"] and catalogue.entries() and districts.names()
print("the engine is imported, Django and pandas are not there")
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build_wheel(folder)
        compare_data(wheel)
        python = install(wheel, folder / "environment")
        empty = folder / "empty"
        empty.mkdir()
        print(run(python, "-I", "-c", INSIDE, at=empty).strip())
        check_an_example(python.with_name("staffelstab"), empty)


def build_wheel(folder: Path) -> Path:
    """The wheel as it would be delivered, built with the locked tools, from a copy without traces of earlier builds."""
    copy = folder / "source"
    copy.mkdir()
    for name in delivered():
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())
    options = ["--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir", str(folder)]
    run(Path(sys.executable), "-m", "pip", "--disable-pip-version-check", "wheel", str(copy), *options)
    (wheel,) = folder.glob("*.whl")
    return wheel


def delivered() -> list[str]:
    """Everything that is, or would be, committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [name for name in listing.split("\0") if name and (ROOT / name).is_file()]


def compare_data(wheel: Path) -> None:
    """Every file of the source is in the wheel: code, YAML, TOML, JSON Schema, templates, styles."""
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    wanted = {name.removeprefix("src/") for name in delivered() if name.startswith("src/")}
    missing = sorted(name for name in wanted - packed if Path(name).suffix not in IGNORED)
    if missing:
        sys.exit("Missing in the wheel (see package-data in pyproject.toml):\n" + "\n".join(missing))
    print(f"the wheel holds all {len(wanted)} files of the source")


IGNORED = MADE_BY_PYTHON | MADE_BY_INSTALL | {".po"}
"""Translations are delivered compiled; what Python and `make install` make is not compared."""


def install(wheel: Path, environment: Path) -> Path:
    uv = str(Path(sys.executable).with_name("uv"))
    run(Path(uv), "venv", "--quiet", "--python", sys.executable, str(environment))
    python = environment / "bin" / "python"
    install = ["pip", "install", "--quiet", "--python", str(python)]
    locked = ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCKED)]
    run(Path(uv), *install, *locked)
    run(Path(uv), *install, "--no-deps", str(wheel))
    return python


def check_an_example(program: Path, folder: Path) -> None:
    """The command line finds what there is to find (exit code 1), and converts."""
    found = run(program, "check", "example:musterkreis", at=folder, expected=1)
    if "Befunde" not in found:
        sys.exit(f"The check does not tell its findings:\n{found}")
    run(program, "convert", "example:musterkreis", "musterkreis.xlsx", at=folder)
    run(program, "convert", "musterkreis.xlsx", "musterkreis.bpmn", at=folder)
    print("an example is checked and converted")


def run(program: Path, *arguments: str, at: Path = ROOT, expected: int = 0) -> str:
    """Nothing of the environment we are called from is handed on but where packages come from."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL"))
    }
    command = [str(program), *arguments]
    done = subprocess.run(command, cwd=at, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != expected:
        sys.exit(f"{program.name} {arguments[0]} answered {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
