"""Read a data file so that every complaint about it can name the line."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from staffelstab.programmes.errors import ProgrammeDataError

STOREY = Path(__file__).parent
DATA = STOREY / "data"
SCHEMA = STOREY / "schema"

DataPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """The content of a file and the line on which each of its values begins."""

    file: Path
    content: dict[str, Any]
    lines: dict[DataPath, int]

    def line(self, *path: str | int) -> int | None:
        """The line of the value, or of the nearest value around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None

    def error(self, problem: str, advice: str, *path: str | int) -> ProgrammeDataError:
        return ProgrammeDataError(self.file, self.line(*path), problem, advice)

    def require_unique_keys(self, name: str) -> None:
        """Refuse a list in which two entries carry the same key."""
        seen: set[str] = set()
        for index, entry in enumerate(self.content[name]):
            if entry["key"] in seen:
                problem = f"The key {entry['key']!r} stands here twice."
                raise self.error(problem, "Give every entry its own key.", name, index)
            seen.add(entry["key"])

    def require_known_sources(self) -> None:
        """Refuse a fact that cites a source the file does not list."""
        known = self.content["sources"]
        for path, key in _cited_sources(self.content, ()):
            if key not in known:
                advice = "Add it to the sources of this file or correct the key."
                raise self.error(f"There is no source {key!r}.", advice, *path)


_Compiled: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same reader in C, where the library brings it along: ten times as quick."""


class _PlainLoader(_Compiled):  # type: ignore[misc]
    """Dates stay text, as in JSON: the schema checks their form."""


_PlainLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_document(file: Path, schema_name: str) -> Document:
    """Read a YAML file and hold it against a schema of this storey."""
    document = _read_yaml(file)
    found = best_match(_validator(schema_name).iter_errors(document.content))
    if found is not None:
        raise _schema_error(document, found)
    return document


def read_table(file: Path, columns: Iterable[str]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a comma separated table, each with its line."""
    wanted = list(columns)
    with file.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        if list(reader.fieldnames or []) != wanted:
            advice = f"Expected the columns {', '.join(wanted)}."
            raise ProgrammeDataError(file, 1, f"The heading reads {reader.fieldnames}.", advice)
        return [(reader.line_num, row) for row in reader]


def _read_yaml(file: Path) -> Document:
    try:
        text = file.read_text(encoding="utf-8")
        _refuse_references(file, text)
        loader = _PlainLoader(text)
        node = loader.get_single_node()
        lines: dict[DataPath, int] = {}
        if node is not None:
            _note_lines(file, node, (), lines)
        content = loader.construct_document(node) if node is not None else None
    except OSError as problem:
        raise ProgrammeDataError(
            file, None, "The file cannot be read.", "Check its name and place."
        ) from problem
    except UnicodeDecodeError as problem:
        raise ProgrammeDataError(file, None, "The file is not UTF-8 text.", "Save it as UTF-8.") from problem
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise ProgrammeDataError(file, line, "This is not valid YAML.", "Correct the line.") from problem
    if not isinstance(content, dict):
        raise ProgrammeDataError(file, 1, "The file holds no table of names and values.", "See the schema.")
    return Document(file, content, lines)


def _refuse_references(file: Path, text: str) -> None:
    """A part that stands for another (YAML alias) can be endless and is hard to read."""
    for event in yaml.parse(text, _Compiled):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else None
            raise ProgrammeDataError(file, line, "One part refers to another (*).", "Write it out.")


def _note_lines(file: Path, node: yaml.Node, path: DataPath, lines: dict[DataPath, int]) -> None:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _note_lines(file, item, (*path, index), lines)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise ProgrammeDataError(file, line, "A name is a list or a table.", "Names are plain words.")
            if key.value in seen:
                raise ProgrammeDataError(file, line, f"The key {key.value!r} stands here twice.", "Keep one.")
            seen.add(key.value)
            _note_lines(file, value, (*path, key.value), lines)


def _schema_error(document: Document, found: ValidationError) -> ProgrammeDataError:
    path = tuple(found.absolute_path)
    place = " > ".join(str(part) for part in path) or "the file"
    expected = found.schema.get("description", "") if isinstance(found.schema, dict) else ""
    advice = f"Expected: {expected}" if expected else "See the schema for what is allowed here."
    return document.error(f"{place}: {found.message}.", advice, *path)


def _cited_sources(value: Any, path: DataPath) -> Iterator[tuple[DataPath, str]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _cited_sources(item, (*path, index))
    elif isinstance(value, dict):
        for name, item in value.items():
            if name == "sources" and isinstance(item, list):
                yield from (((*path, name, index), key) for index, key in enumerate(item))
            else:
                yield from _cited_sources(item, (*path, name))


@cache
def _validator(schema_name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMA / schema_name).read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
