"""JSON with the line of every value and without keys that stand twice."""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from staffelstab.engine.errors import Location, Path
from staffelstab.engine.files.problems import ProblemList, fail, shown
from staffelstab.engine.files.text.yaml_text import DEEPEST, MOST_ENTRIES

_SPACE = re.compile(r"[ \t\n\r]*")
_PLAIN = re.compile(r"[-+.\w]+")
LONGEST_NUMBER = 18


class JsonDocument:
    """The values of a JSON text and the line on which each begins.

    Lines are looked for when somebody asks, or when the text is not as it should be: most files are.
    """

    def __init__(self, text: str, file: str = "", most_entries: int = MOST_ENTRIES) -> None:
        self.file = file
        self.most_entries = most_entries
        self.problems = ProblemList()
        self.lines: dict[Path, int] = {}
        self._text = text
        self._has_double_keys = False
        self.content = self._read()

    def locate(self, path: Path) -> Location:
        """The line of a place, or of the nearest one that contains it."""
        if not self.lines:
            _Walk(self).value(0, (), 1)
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return Location(self.file, self.lines[path[:length]])
        return Location(self.file)

    def _read(self) -> Any:
        try:
            content = json.loads(
                self._text,
                parse_int=_whole,
                parse_float=_number,
                parse_constant=str,
                object_pairs_hook=self._table,
            )
        except json.JSONDecodeError as error:
            raise fail("json-syntax", Location(self.file, error.lineno), detail=error.msg) from None
        except RecursionError:
            raise fail("too-deep", Location(self.file), maximum=DEEPEST) from None
        if self._has_double_keys or not self._is_surely_small(content):
            _Walk(self).value(0, (), 1)
        return content

    def _table(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        table = dict(pairs)
        self._has_double_keys |= len(table) < len(pairs)
        return table

    def _is_surely_small(self, content: Any) -> bool:
        """Every value stands at the beginning, or behind one of these letters."""
        most = 1 + sum(self._text.count(letter) for letter in ",[:")
        return most <= self.most_entries and not _is_deeper(content, DEEPEST)


def _is_deeper(content: Any, limit: int) -> bool:
    """Whether tables and lists stand inside each other more often than the limit, values counted as one level."""
    level = [content]
    for _ in range(limit):
        inner = (v.values() if isinstance(v, dict) else v for v in level if isinstance(v, dict | list))
        level = [value for values in inner for value in values]
        if not level:
            return False
    return True


class _Walk:
    """Goes through a text that is known to be JSON; notes lines and keys that stand twice."""

    def __init__(self, document: JsonDocument) -> None:
        self._document = document
        self._text = document._text
        self._line, self._counted = 1, 0

    def value(self, at: int, path: Path, depth: int) -> int:
        """Note the value that begins after `at`; give the position behind it."""
        at = self._skip(at)
        self._document.lines.setdefault(path, self._line_at(at))
        if depth > DEEPEST:
            raise fail("too-deep", Location(self._document.file, self._line), maximum=DEEPEST)
        if len(self._document.lines) > (most := self._document.most_entries):
            raise fail("too-many-entries", Location(self._document.file), maximum=most)
        opening = self._text[at]
        if opening == "{":
            return self._table(at + 1, path, depth)
        if opening == "[":
            return self._list(at + 1, path, depth)
        if opening == '"':
            return int(scanstring(self._text, at + 1)[1])
        return _end(_PLAIN.match(self._text, at), at)

    def _table(self, at: int, path: Path, depth: int) -> int:
        seen: set[str] = set()
        at = self._skip(at)
        while self._text[at] != "}":
            at = self._skip(at + 1) if self._text[at] == "," else at
            key, after = scanstring(self._text, at + 1)
            if key in seen:
                here = Location(self._document.file, self._line_at(at))
                report = self._document.problems.report
                report("duplicate-key", (*path, key), here, key=shown(key), list="file")
            seen.add(key)
            at = self._skip(self.value(self._skip(after) + 1, (*path, key), depth + 1))
        return at + 1

    def _list(self, at: int, path: Path, depth: int) -> int:
        index = 0
        at = self._skip(at)
        while self._text[at] != "]":
            at = self._skip(at + 1) if self._text[at] == "," else at
            at = self._skip(self.value(at, (*path, index), depth + 1))
            index += 1
        return at + 1

    def _skip(self, at: int) -> int:
        return _end(_SPACE.match(self._text, at), at)

    def _line_at(self, at: int) -> int:
        self._line += self._text.count("\n", self._counted, at)
        self._counted = max(at, self._counted)
        return self._line


def _end(match: re.Match[str] | None, at: int) -> int:
    return match.end() if match else at


def _whole(text: str) -> int | str:
    return int(text) if len(text.lstrip("-")) <= LONGEST_NUMBER else text


def _number(text: str) -> float:
    return float(text)
