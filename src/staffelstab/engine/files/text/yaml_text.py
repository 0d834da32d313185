"""YAML without its traps: no tags, no yes/no, no octal numbers, no alias bombs; each value knows its line."""

from __future__ import annotations

import re
from typing import Any

import yaml

from staffelstab.engine.errors import InputError, Location, Path
from staffelstab.engine.files.problems import ProblemList, fail, shown

DEEPEST = 40
MOST_ENTRIES = 500_000
MOST_ALIASES = 1000

_TAG = "tag:yaml.org,2002:"
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]{1,3})?")
_RESOLVERS = (
    (f"{_TAG}null", re.compile(r"~|null|Null|NULL|"), ["~", "n", "N", ""]),
    (f"{_TAG}bool", re.compile(r"true|True|TRUE|false|False|FALSE"), list("tTfF")),
    (f"{_TAG}int", re.compile(f"{_INTEGER.pattern}$"), list("-+0123456789")),
    (f"{_TAG}float", re.compile(f"{_FLOAT.pattern}$"), list("-+0123456789.")),
)


class _Loader(yaml.CSafeLoader):
    """Resolves plain scalars as YAML 1.2 does; an official municipality key keeps its leading zero."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


for _tag, _pattern, _first in _RESOLVERS:
    _Loader.add_implicit_resolver(_tag, re.compile(f"(?:{_pattern.pattern})$"), _first)


class YamlDocument:
    """The values of a YAML text and the line on which each begins."""

    def __init__(self, text: str, file: str = "") -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.problems = ProblemList()
        self._entries = 0
        self.content = self._read(text)

    def locate(self, path: Path) -> Location:
        """The line of a place, or of the nearest one that contains it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return Location(self.file, self.lines[path[:length]])
        return Location(self.file)

    def _read(self, text: str) -> Any:
        try:
            self._refuse_bombs(text)
            node = yaml.compose(text, Loader=_Loader)
        except yaml.YAMLError as error:
            raise self._syntax_error(error) from None
        if node is None:
            raise fail("empty-file", Location(self.file))
        return self._value(node, (), ())

    def _refuse_bombs(self, text: str) -> None:
        """Look at the stream of events before anything is built from it."""
        depth = aliases = line = 0
        for entries, event in enumerate(yaml.parse(text, Loader=_Loader), start=1):
            aliases += isinstance(event, yaml.AliasEvent)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            line = event.start_mark.line + 1 if event.start_mark else line
            self._refuse_limits(line, depth, entries, aliases)

    def _refuse_limits(self, line: int, depth: int, entries: int, aliases: int) -> None:
        for code, number, maximum in (
            ("too-deep", depth, DEEPEST),
            ("too-many-entries", entries, MOST_ENTRIES),
            ("too-many-aliases", aliases, MOST_ALIASES),
        ):
            if number > maximum:
                raise fail(code, Location(self.file, line), maximum=maximum)

    def _syntax_error(self, error: yaml.YAMLError) -> InputError:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        detail = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        return fail("yaml-syntax", Location(self.file, line), detail=shown(" ".join(str(detail).split())))

    def _value(self, node: yaml.Node, path: Path, above: tuple[int, ...]) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        self._entries += 1
        self._refuse_limits(line, len(above), self._entries, 0)
        if id(node) in above:
            raise fail("alias-loop", Location(self.file, line), path)
        inside = (*above, id(node))
        if isinstance(node, yaml.MappingNode):
            return self._table(node, path, inside)
        if isinstance(node, yaml.SequenceNode):
            self._require_tag(node, "seq", path)
            return [self._value(item, (*path, at), inside) for at, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _table(self, node: yaml.MappingNode, path: Path, inside: tuple[int, ...]) -> dict[Any, Any]:
        self._require_tag(node, "map", path)
        table: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node, path)
            place = (*path, key if isinstance(key, str) else shown(key))
            if key in table:
                here = Location(self.file, key_node.start_mark.line + 1)
                self.problems.report("duplicate-key", place, here, key=shown(key), list="file")
            self.lines[place] = key_node.start_mark.line + 1
            table[key] = self._value(value_node, place, inside)
        return table

    def _key(self, node: yaml.Node, path: Path) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        here = Location(self.file, node.start_mark.line + 1)
        raise fail("wrong-type", here, path, expected="text", found="list or table")

    def _scalar(self, node: yaml.Node, path: Path) -> Any:
        kind = node.tag.removeprefix(_TAG)
        text = str(node.value)
        if kind == "null":
            return None
        if kind == "bool" and text.lower() in ("true", "false"):
            return text.lower() == "true"
        if kind == "int" and _INTEGER.fullmatch(text):
            return int(text)
        if kind == "float" and _FLOAT.fullmatch(text):
            return float(text)
        self._require_tag(node, "str", path)
        return text

    def _require_tag(self, node: yaml.Node, kind: str, path: Path) -> None:
        if node.tag != _TAG + kind:
            here = Location(self.file, node.start_mark.line + 1)
            self.problems.report("yaml-tag", path, here, tag=shown(node.tag))
