"""One table of a document, read key by key; it reports what does not fit and never raises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import TypeVar

from staffelstab.engine.errors import Path
from staffelstab.engine.files import scalars
from staffelstab.engine.files.problems import ProblemList, listed, shown, suggestion
from staffelstab.engine.model import Period

LANGUAGES = ("de", "en")

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Reader = Callable[[object, Path, ProblemList], T | None]


class Entry:
    """A table with its place in the document. A key whose value is empty (null) counts as absent."""

    def __init__(
        self, content: object, path: Path, problems: ProblemList, known: Collection[str] | None = None
    ) -> None:
        self.path = path
        self.problems = problems
        self.content: Mapping[object, object] = {}
        if isinstance(content, Mapping):
            self.content = content
        else:
            problems.report("wrong-type", path, expected="table", found=shown(content))
        if known is not None:
            self._refuse_unknown(known)

    def _refuse_unknown(self, known: Collection[str]) -> None:
        for key in self.content:
            if key not in known:
                word = shown(key)
                guess = suggestion(word, known)
                self.problems.report(
                    "unknown-key", (*self.path, word), key=word, suggestion=guess, known=listed(known)
                )

    def has(self, name: str) -> bool:
        return self.content.get(name) is not None

    def read(self, name: str, reader: Reader[T], required: bool = False) -> T | None:
        """The value of a key through a reader of one value; None when absent or wrong."""
        if self.has(name):
            return reader(self.content[name], (*self.path, name), self.problems)
        if required:
            self.problems.report("missing-key", (*self.path, name), key=name)
        return None

    def text(self, name: str) -> str:
        return self.read(name, scalars.read_text) or ""

    def filled_text(self, name: str) -> str:
        return self.read(name, scalars.read_filled_text, required=True) or ""

    def key(self, name: str = "key") -> str:
        return self.read(name, scalars.read_key, required=True) or ""

    def reference(self, name: str) -> str | None:
        """A key of something else; empty text means none."""
        return None if self.content.get(name) == "" else self.read(name, scalars.read_key)

    def label(self, name: str = "label", required: bool = False) -> dict[str, str]:
        return self.read(name, read_label, required) or {}

    def whole(
        self, name: str, minimum: int = 0, maximum: int = scalars.MOST_MONTHS, required: bool = False
    ) -> int | None:
        return self.read(name, lambda v, p, c: scalars.read_whole(v, p, c, minimum, maximum), required)

    def number(self, name: str, minimum: float, maximum: float) -> float | None:
        return self.read(name, lambda v, p, c: scalars.read_number(v, p, c, minimum, maximum))

    def flag(self, name: str) -> bool:
        return self.read(name, scalars.read_flag) or False

    def date(self, name: str) -> dt.date | None:
        return self.read(name, scalars.read_date)

    def choice(self, name: str, choices: type[E]) -> E | None:
        return self.read(name, lambda v, p, c: scalars.read_choice(v, p, c, choices))

    def period(self) -> Period:
        return Period(self.date("valid_from"), self.date("valid_to"))

    def list_of(self, name: str, reader: Reader[T]) -> tuple[T, ...]:
        return self.optional_list(name, reader) or ()

    def optional_list(self, name: str, reader: Reader[T]) -> tuple[T, ...] | None:
        return self.read(name, lambda v, p, c: read_list(v, p, c, reader))

    def texts(self, name: str) -> tuple[str, ...]:
        return self.list_of(name, scalars.read_filled_text)

    def keys(self, name: str) -> tuple[str, ...]:
        return self.list_of(name, scalars.read_key)

    def table(self, name: str, known: Collection[str] | None = None, required: bool = False) -> Entry:
        """The table below a key; an empty one when absent."""
        if required and not self.has(name):
            self.problems.report("missing-key", (*self.path, name), key=name)
        content = self.content[name] if self.has(name) else {}
        return Entry(content, (*self.path, name), self.problems, known)

    def tables(
        self, name: str, known: Collection[str], required: bool = False, most: int | None = None
    ) -> tuple[Entry, ...]:
        """The tables of a list, `most` of them at most."""

        def read_entry(value: object, path: Path, problems: ProblemList) -> Entry:
            return Entry(value, path, problems, known)

        if required and not self.has(name):
            self.problems.report("missing-key", (*self.path, name), key=name)
        entries = self.list_of(name, read_entry)
        if most is not None and len(entries) > most:
            self.problems.report("too-many-entries", (*self.path, name), maximum=most)
        return entries[:most]

    def fields(self) -> tuple[str, ...]:
        """The keys of a table whose keys are free (attribute or clock names)."""
        for key in self.content:
            if not isinstance(key, str):
                word = shown(key)
                self.problems.report("wrong-type", (*self.path, word), expected="text", found=word)
        return tuple(key for key in self.content if isinstance(key, str))


def read_list(value: object, path: Path, problems: ProblemList, reader: Reader[T]) -> tuple[T, ...] | None:
    if not isinstance(value, list | tuple):
        problems.report("wrong-type", path, expected="list", found=shown(value))
        return None
    items = (reader(item, (*path, index), problems) for index, item in enumerate(value))
    return tuple(item for item in items if item is not None)


def read_label(value: object, path: Path, problems: ProblemList) -> dict[str, str] | None:
    """Text per language; plain text is German."""
    if isinstance(value, str):
        text = scalars.read_filled_text(value, path, problems)
        return {"de": text} if text else None
    if not isinstance(value, Mapping):
        problems.report("wrong-type", path, expected="text-or-table", found=shown(value))
        return None
    entry = Entry(value, path, problems, LANGUAGES)
    texts = {name: entry.read(name, scalars.read_filled_text) for name in LANGUAGES}
    return {name: text for name, text in texts.items() if text}
