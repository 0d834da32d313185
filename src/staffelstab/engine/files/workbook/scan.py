"""What the reader of cell values does not tell: formulas, error values, how far a sheet reaches."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

MOST_CELLS = 200_000
MOST_AREA = 2_000_000

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class SheetTooLarge(Exception):
    """The sheet has more cells than any real plan."""


class SheetDamaged(Exception):
    """The sheet is no well-formed XML."""


@dataclass
class SheetFacts:
    """Cells by (row, column), counted from 0: formulas with their stored value, error values."""

    formulas: dict[tuple[int, int], str | None] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


class _Scanner:
    def __init__(self, most_cells: int, most_area: int) -> None:
        self.facts = SheetFacts()
        self._most_cells, self._most_area = most_cells, most_area
        self._at, self._last = (0, -1), (0, 0)
        self._cells = 0
        self._is_error = self._has_formula = False
        self._text: list[str] | None = None
        self._value: str | None = None

    def start(self, name: str, attributes: dict[str, Any]) -> None:
        local = name.rpartition(":")[2]
        if local == "row":
            self._at = (int(attributes["r"]) - 1 if "r" in attributes else self._at[0] + 1, -1)
        elif local == "c":
            self._start_cell(attributes)
        elif local == "f":
            self._has_formula = True
        elif local in ("v", "t"):
            self._text = []

    def _start_cell(self, attributes: dict[str, Any]) -> None:
        match = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._at = _position(match) if match else (self._at[0], self._at[1] + 1)
        self._last = (max(self._last[0], self._at[0]), max(self._last[1], self._at[1]))
        self._cells += 1
        self._is_error, self._has_formula = attributes.get("t") == "e", False
        self._value = "" if attributes.get("t") == "str" else None
        area = (self._last[0] + 1) * (self._last[1] + 1)
        if self._cells > self._most_cells or area > self._most_area:
            raise SheetTooLarge

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local in ("v", "t") and self._text is not None:
            self._value, self._text = "".join(self._text) or self._value, None
        elif local == "c" and self._is_error:
            self.facts.errors[self._at] = self._value or ""
        elif local == "c" and self._has_formula:
            self.facts.formulas[self._at] = self._value

    def characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)


def scan_sheet(content: bytes, *, most_cells: int = MOST_CELLS, most_area: int = MOST_AREA) -> SheetFacts:
    scanner = _Scanner(most_cells, most_area)
    parser = expat.ParserCreate()
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.CharacterDataHandler = scanner.characters
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise SheetDamaged from error
    return scanner.facts


def sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """Sheet name → name of the part that holds its cells."""
    targets: dict[str, str] = {}

    def note_target(name: str, attributes: dict[str, Any]) -> None:
        if name.rpartition(":")[2] == "Relationship":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = target.lstrip("/") if target[:1] == "/" else f"xl/{target}"

    sheets: dict[str, str] = {}

    def note_sheet(name: str, attributes: dict[str, Any]) -> None:
        if name.rpartition(":")[2] == "sheet":
            identity = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            sheets[attributes.get("name", "")] = targets.get(identity, "")

    _elements(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"), note_target)
    _elements(parts["xl/workbook.xml"], note_sheet)
    return sheets


def _elements(content: bytes, note: Any) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = note
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise SheetDamaged from error


def _position(match: re.Match[str]) -> tuple[int, int]:
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
