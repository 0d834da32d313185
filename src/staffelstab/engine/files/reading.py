"""Read a pathway from a file of any kind that is known; every problem names its line or cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path as FilePath

from staffelstab.engine.errors import InputError, Location, Path, Problem
from staffelstab.engine.files.document import read_pathway
from staffelstab.engine.files.problems import ProblemList, fail
from staffelstab.engine.files.text.json_text import JsonDocument
from staffelstab.engine.files.text.yaml_text import MOST_ENTRIES, YamlDocument
from staffelstab.engine.files.workbook import WORKBOOK_SUFFIXES, WorkbookDocument, looks_like_workbook
from staffelstab.engine.files.workbook.layout import heading_of
from staffelstab.engine.files.workbook.words import in_words_of_cells
from staffelstab.engine.model import Pathway

LARGEST_FILE = 20 * 1024 * 1024
TIMES_A_DISTRICT = 10
"""How many times as large a file of a whole Land may be (JSON: also as many entries)."""
TEXT_SUFFIXES = (".yaml", ".yml", ".json")
TABLE_SUFFIXES = (".csv", ".tsv")
EXPORT_SUFFIXES = (".bpmn", ".pnml")

Examine = Callable[[str], Sequence[str]]
Document = YamlDocument | JsonDocument | WorkbookDocument


def read(source: FilePath | bytes, name: str = "") -> Pathway:
    """The pathway in a YAML, JSON or Excel file; InputError carries every problem that was found."""
    return read_with_warnings(source, name)[0]


def read_with_warnings(
    source: FilePath | bytes,
    name: str = "",
    *,
    signs_of_a_person: Examine | None = None,
    is_land: bool = False,
) -> tuple[Pathway, tuple[Problem, ...]]:
    """The pathway and what was corrected or is doubtful in its file.

    `signs_of_a_person` says of a text what in it looks like data about somebody; every such text is a doubt.
    `is_land`: the file may hold a whole Land and be larger than one of a district.
    """
    times = TIMES_A_DISTRICT if is_land else 1
    content, file = _content(source, name, LARGEST_FILE * times)
    document = _open(content, file, MOST_ENTRIES * times)
    problems = ProblemList()
    try:
        pathway = read_pathway(document.content, problems)
    except InputError as error:
        found = _all_problems(document, error.problems)
        raise InputError([problem for problem in found if not problem.is_warning]) from None
    if signs_of_a_person:
        problems.extend(_texts_about_persons(document.content, signs_of_a_person))
    found = _all_problems(document, problems)
    if any(not problem.is_warning for problem in found):
        raise InputError([problem for problem in found if not problem.is_warning])
    return pathway, tuple(found)


def _texts_about_persons(content: object, signs_of_a_person: Examine) -> Iterator[Problem]:
    for path, text in _texts(content):
        signs = signs_of_a_person(text)
        if signs:
            yield Problem("personal-data", path, {"signs": ", ".join(signs)}, is_warning=True)


def _texts(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*path, str(key)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))


def _all_problems(document: Document, problems: Iterable[Problem]) -> list[Problem]:
    """Problems of form first, then those of content, each with its line or cell."""
    others = [p for p in problems if not document.problems.complains_about(p.path)]
    gathered = [*document.problems, *others]
    placed = [p if p.location else replace(p, location=document.locate(p.path)) for p in gathered]
    return [_as_on_the_sheet(p) for p in placed] if isinstance(document, WorkbookDocument) else placed


def _as_on_the_sheet(problem: Problem) -> Problem:
    """Choices as the cells spell them, and missing keys by the heading of their column."""
    if problem.code == "missing-key" and problem.location:
        heading = heading_of(problem.location.sheet, problem.arguments["key"])
        return replace(problem, arguments={"key": heading})
    return in_words_of_cells(problem)


def _content(source: FilePath | bytes, name: str, largest: int) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return _not_too_large(source, len(source), name, largest), name
    file = name or source.name
    try:
        size = source.stat().st_size
        content = source.read_bytes() if size <= largest else b""
    except FileNotFoundError:
        raise fail("file-not-found", Location(file)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise fail("file-unreadable", Location(file), reason=reason) from None
    return _not_too_large(content, size, file, largest), file


def _not_too_large(content: bytes, size: int, file: str, largest: int) -> bytes:
    if size > largest:
        megabyte = 1024 * 1024
        sizes = {"size": -(-size // megabyte), "maximum": largest // megabyte}
        raise fail("file-too-large", Location(file), **sizes)
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise fail("empty-file", Location(file))
    return content


def _open(content: bytes, file: str, most_entries: int) -> Document:
    suffix = FilePath(file).suffix.lower()
    if suffix in WORKBOOK_SUFFIXES or looks_like_workbook(content):
        return WorkbookDocument(content, file)
    if suffix in TABLE_SUFFIXES:
        raise fail("table-is-no-pathway", Location(file))
    known = ", ".join((*TEXT_SUFFIXES, *WORKBOOK_SUFFIXES))
    if suffix in EXPORT_SUFFIXES:
        raise fail("export-only", Location(file), extension=suffix, known=known)
    if suffix and suffix not in TEXT_SUFFIXES:
        raise fail("file-type-unknown", Location(file), extension=suffix, known=known)
    text = _decoded(content, file)
    is_json = suffix == ".json" or (not suffix and text.lstrip().startswith("{"))
    return JsonDocument(text, file, most_entries) if is_json else YamlDocument(text, file)


def _decoded(content: bytes, file: str) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise fail("not-utf8", Location(file, line)) from None
