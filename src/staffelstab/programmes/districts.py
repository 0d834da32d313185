"""Districts that come with the program: an invented one to learn from, a real one to check against."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from staffelstab.engine.files import read
from staffelstab.engine.model import Pathway

FOLDER = Path(__file__).parent / "districts"
LANGUAGES = ("de", "en")


def names() -> tuple[str, ...]:
    """Names that `load` takes."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.yaml") if "." not in file.stem))


def load(name: str, language: str = "de") -> Pathway:
    """The district with its sentences in this language; LookupError when there is none of this name."""
    if name not in names():
        raise LookupError(f"There is no district file {name!r}. Known: {', '.join(names())}.")
    return _read(file_of(name, "de" if language.startswith("de") else "en"))


def file_of(name: str, language: str) -> Path:
    """German is the default and carries no mark in its name."""
    return FOLDER / (f"{name}.yaml" if language == "de" else f"{name}.{language}.yaml")


@cache
def _read(file: Path) -> Pathway:
    return read(file)
