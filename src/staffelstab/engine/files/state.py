"""Read a whole Land: a folder with a file per district, or one file with all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath

from staffelstab.engine.check import District, Spread, Unchecked, cut_districts, in_turn
from staffelstab.engine.errors import InputError, Location, Problem
from staffelstab.engine.files.problems import fail
from staffelstab.engine.files.reading import TEXT_SUFFIXES, read_with_warnings
from staffelstab.engine.files.workbook import WORKBOOK_SUFFIXES
from staffelstab.engine.model import Pathway

SUFFIXES = (*TEXT_SUFFIXES, *WORKBOOK_SUFFIXES)
Watch = Callable[[int, int, str], None]
"""Told after each file: how many are read, of how many, the name of the last."""


@dataclass(frozen=True)
class State:
    """What was read of a Land. warnings: what was corrected or is doubtful, file by file."""

    districts: tuple[District, ...]
    unchecked: tuple[Unchecked, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read_state(
    source: FilePath,
    *,
    names: Mapping[str, str] | None = None,
    spread: Spread = in_turn,
    watch: Watch | None = None,
) -> State:
    """The districts in a folder or a file (docs/background/whole_land.md); a file that cannot be read is told.

    names: names for the districts of one file, by their keys. Raises InputError when there is nothing to read: the
    folder holds no file of a known kind, or the one file cannot be read.
    """
    if not source.is_dir():
        pathway, warnings = read_with_warnings(source, is_land=True)
        return State(cut_districts(pathway, names), (), warnings)
    files = district_files(source)
    if not files:
        raise fail("no-districts", Location(str(source)))
    read: list[_Read] = []
    for done, one in enumerate(spread(_read, files), 1):
        read.append(one)
        if watch is not None:
            watch(done, len(files), files[done - 1].name)
    return _gathered(files, read)


def district_files(folder: FilePath) -> tuple[FilePath, ...]:
    """Files of a known kind that are not hidden, by name. Raises InputError when the folder cannot be looked into."""
    try:
        found = sorted(folder.iterdir(), key=lambda file: file.name)
    except OSError as error:
        reason = error.strerror or str(error)
        raise fail("file-unreadable", Location(str(folder)), reason=reason) from None
    return tuple(
        f for f in found if f.suffix.lower() in SUFFIXES and not f.name.startswith(".") and f.is_file()
    )


@dataclass(frozen=True)
class _Read:
    pathway: Pathway | None
    problems: tuple[Problem, ...]


def _read(file: FilePath) -> _Read:
    try:
        return _Read(*read_with_warnings(file))
    except InputError as error:
        return _Read(None, error.problems)


def _gathered(files: Sequence[FilePath], read: Sequence[_Read]) -> State:
    claimed: dict[str, str] = {}
    districts: list[District] = []
    unchecked: list[Unchecked] = []
    warnings: list[Problem] = []
    for file, one in zip(files, read, strict=True):
        if one.pathway is None:
            unchecked.append(Unchecked(file.name, one.problems))
            continue
        twice = tuple(_claimed_twice(one.pathway, file, claimed))
        if twice:
            unchecked.append(Unchecked(file.name, twice))
            continue
        claimed.update({place.key: file.name for place in one.pathway.places})
        districts.append(District(_key(file, files), one.pathway.title, one.pathway))
        warnings += one.problems
    return State(tuple(districts), tuple(unchecked), tuple(warnings))


def _claimed_twice(pathway: Pathway, file: FilePath, claimed: Mapping[str, str]) -> Iterator[Problem]:
    for place in pathway.places:
        if place.key in claimed:
            arguments = {"place": f"{place.name} ({place.key})", "other": claimed[place.key]}
            yield Problem("place-claimed", ("places",), arguments, Location(file.name))


def _key(file: FilePath, files: Sequence[FilePath]) -> str:
    """The name without its ending, where it is the only one of that name."""
    return file.stem if [f.stem for f in files].count(file.stem) == 1 else file.name
