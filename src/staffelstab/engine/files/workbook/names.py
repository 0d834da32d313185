"""People write names where the file format has keys: both are understood as long as a name is unique."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class Names:
    """Keys and names of what the workbook has said so far, per part of the document."""

    def __init__(self) -> None:
        self._keys: dict[str, set[str]] = {}
        self._by_name: dict[str, dict[str, set[str]]] = {}

    def learn(self, part: str, entries: Iterable[Mapping[str, Any]]) -> None:
        for entry in entries:
            key = entry.get("key")
            if isinstance(key, str):
                self._keys.setdefault(part, set()).add(key)
                for name in _names_of(entry):
                    self._by_name.setdefault(part, {}).setdefault(_folded(name), set()).add(key)
            if part == "attributes":
                self.learn(f"values of {key}", entry.get("values", ()))

    def knows(self, part: str, key: str) -> bool:
        return key in self._keys.get(part, ())

    def resolve(self, part: str, word: str) -> str:
        """The key a word stands for: the key itself, or the only one of this name; else the word."""
        if part == "scales":
            return self.resolve_scale(word)[1]
        if self.knows(part, word):
            return word
        found = self._by_name.get(part, {}).get(_folded(word), set())
        return next(iter(found)) if len(found) == 1 else word

    def resolve_scale(self, word: str) -> tuple[str, str]:
        """Whether a word stands for one of the attributes or clocks, and its key; keys come before names."""
        parts = ("clocks", "attributes")
        for part in parts:
            if self.knows(part, word):
                return part, word
        for part in parts:
            if self.knows(part, key := self.resolve(part, word)):
                return part, key
        return "attributes", word

    def resolve_value(self, attribute: str, word: str) -> str:
        return self.resolve(f"values of {attribute}", word)

    def knows_value(self, attribute: str, key: str) -> bool:
        return self.knows(f"values of {attribute}", key)


def _names_of(entry: Mapping[str, Any]) -> Iterable[str]:
    for field in ("name", "label", "title"):
        value = entry.get(field, {})
        yield from [value] if isinstance(value, str) else [v for v in value.values() if isinstance(v, str)]


def _folded(word: str) -> str:
    return " ".join(word.split()).casefold()
