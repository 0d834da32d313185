"""The document that is put together from the sheets, with the cell of every place in it."""

from __future__ import annotations

from typing import Any

from staffelstab.engine.errors import Location, Path
from staffelstab.engine.files.problems import listed, shown, suggestion
from staffelstab.engine.files.workbook.cells import CellReader
from staffelstab.engine.files.workbook.layout import Sheet
from staffelstab.engine.files.workbook.names import Names
from staffelstab.engine.files.workbook.sheets import Row, SheetReader

NAMED_PARTS = ("attributes", "clocks", "places", "organisations", "fundings", "offers")


class Assembly:
    """Grows sheet by sheet; what has been read can be named by key or by name from then on."""

    def __init__(self) -> None:
        self.document: dict[str, Any] = {}
        self.places: dict[Path, Location] = {}
        self.names = Names()
        self.cells = CellReader(self.names)
        self._offers: dict[str, int] = {}

    def learn(self, sheet: Sheet) -> None:
        """Remember keys and names of a sheet that has been read."""
        part = str(sheet.part[-1])
        if part in NAMED_PARTS:
            self.names.learn(part, self.document.get(part, []))
        if part == "offers":
            for index, offer in enumerate(self.document.get("offers", [])):
                if isinstance(key := offer.get("key"), str):
                    self._offers.setdefault(key, index)

    def list_at(self, path: Path) -> list[Any]:
        """The list at a place; it is made when it is not there."""
        target: Any = self.document
        for part in path[:-1]:
            target = target.setdefault(part, {}) if isinstance(part, str) else target[part]
        result: list[Any] = target.setdefault(path[-1], [])
        return result

    def note(self, path: Path, row: Row, reader: SheetReader) -> None:
        """Remember the cells of a row for the entry at this place."""
        self.places.setdefault(path, reader.location(row.cell))
        for inner, cell in row.cells.items():
            self.places.setdefault((*path, inner[0]), reader.location(cell))
            self.places.setdefault((*path, *inner), reader.location(cell))

    def note_cell(self, path: Path, row: Row, reader: SheetReader, *column: str) -> None:
        """Remember one cell of a row for this place."""
        self.places[path] = reader.location(row.cells.get(column, row.cell))

    def offer_of(self, row: Row, reader: SheetReader) -> Path | None:
        """The place of the offer a row belongs to; the row is reported when there is none."""
        found = row.entry.pop("offer", None)
        if isinstance(found, str) and found in self._offers:
            return ("offers", self._offers[found])
        cell, word = row.cells[("offer",)], shown(found)
        if found is None:
            reader.report("missing-key", cell, key="offer")
        else:
            guess, known = suggestion(word, self._offers), listed(self._offers)
            reader.report("unknown-reference", cell, kind="offer", found=word, suggestion=guess, known=known)
        return None
