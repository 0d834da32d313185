"""A workbook as a document of the file format; every place knows its sheet and cell."""

from __future__ import annotations

from typing import Any

import python_calamine

from staffelstab.engine.errors import Location, Path
from staffelstab.engine.files.problems import ProblemList, fail, shown, suggestion
from staffelstab.engine.files.workbook import layout
from staffelstab.engine.files.workbook.gathering import gather
from staffelstab.engine.files.workbook.layout import SHEETS, Sheet
from staffelstab.engine.files.workbook.package import Package
from staffelstab.engine.files.workbook.scan import (
    MOST_CELLS,
    SheetDamaged,
    SheetFacts,
    SheetTooLarge,
    scan_sheet,
    sheet_parts,
)
from staffelstab.engine.files.workbook.sheets import Grid, SheetReader

WORKBOOK_SUFFIXES = (".xlsx", ".xlsm")


def looks_like_workbook(content: bytes) -> bool:
    """Whether the first bytes are those of a zip package or of an old office file."""
    return content[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class WorkbookDocument:
    """The content of a workbook in the shape of the file format."""

    def __init__(self, content: bytes, file: str = "") -> None:
        self.file = file
        self.problems = ProblemList()
        package = Package(content, file)
        if package.has_external_links:
            self.problems.report("external-links-ignored", ("workbook",), Location(file))
        parts = self._sheets(package)
        found = self._known(list(parts))
        facts = {name: self._scan(name, package.parts.get(parts[name], b"")) for name in found}
        grids = self._grids(package, facts)
        readers = {
            sheet.name: SheetReader(sheet, grids[name], file, self.problems)
            for name, sheet in found.items()
            if sheet is not None
        }
        self.problems.raise_errors()  # without a sheet or a column everything that names its keys would look wrong
        assembly = gather(readers)
        self._places = assembly.places
        self.content: dict[str, Any] = {**self._format(grids), **assembly.document}

    def locate(self, path: Path) -> Location:
        """The cell of a place, or of the nearest one that contains it, or its sheet."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._places:
                return self._places[path[:length]]
        names = [part for part in path if isinstance(part, str)]
        fitting = [sheet for sheet in SHEETS if list(sheet.part) == names[: len(sheet.part)]]
        sheet = max(fitting, key=lambda sheet: len(sheet.part), default=layout.CONCEPT)
        return Location(self.file, sheet=sheet.name)

    def _sheets(self, package: Package) -> dict[str, str]:
        try:
            return sheet_parts(package.parts)
        except SheetDamaged:
            raise fail("workbook-damaged", Location(self.file), member="workbook") from None

    def _scan(self, name: str, content: bytes) -> SheetFacts:
        here = Location(self.file, sheet=name)
        try:
            return scan_sheet(content) if content else SheetFacts()
        except SheetTooLarge:
            raise fail("sheet-too-large", here, sheet=name, maximum=MOST_CELLS) from None
        except SheetDamaged:
            raise fail("workbook-damaged", here, member=shown(name)) from None

    def _grids(self, package: Package, facts: dict[str, SheetFacts]) -> dict[str, Grid]:
        try:
            with python_calamine.CalamineWorkbook.from_filelike(package.repacked()) as workbook:
                return {name: _grid(workbook, name, facts[name]) for name in facts}
        except (python_calamine.CalamineError, ValueError, OSError):
            raise fail("workbook-damaged", Location(self.file), member="workbook") from None

    def _known(self, names: list[str]) -> dict[str, Sheet | None]:
        """Names of sheets that are read and what they hold (the guide: nothing but the marks)."""
        by_name = {name.strip().casefold(): name for name in names}
        found: dict[str, Sheet | None] = {}
        for sheet in SHEETS:
            name = by_name.pop(sheet.name.casefold(), None) or by_name.pop(sheet.english.casefold(), None)
            if name is not None:
                found[name] = sheet
            elif sheet.required:
                here = Location(self.file, sheet=sheet.name)
                self.problems.report("missing-sheet", sheet.part, here, sheet=sheet.name)
        guide = by_name.pop(layout.GUIDE.casefold(), None)
        for name in by_name.values():
            guess = suggestion(name, [sheet.name for sheet in SHEETS])
            here = Location(self.file, sheet=name)
            self.problems.report("unknown-sheet", (name,), here, sheet=shown(name), suggestion=guess)
        return {**found, guide: None} if guide else found

    def _format(self, grids: dict[str, Grid]) -> dict[str, Any]:
        """The marks on the guide say which format the workbook follows."""
        marks = {}
        guide = next(
            (grid for name, grid in grids.items() if name.casefold() == layout.GUIDE.casefold()), None
        )
        for row in guide.rows if guide else []:
            for mark in (layout.FORMAT_MARK, layout.VERSION_MARK):
                if mark in row[:-1]:
                    marks[mark] = row[row.index(mark) + 1]
        version = marks.get(layout.VERSION_MARK, 1.0)
        if len(marks) < 2:
            here = Location(self.file, sheet=layout.GUIDE)
            self.problems.report("no-version-marker", (layout.GUIDE,), here)
        is_whole = isinstance(version, float) and version == int(version)
        return {
            "format": marks.get(layout.FORMAT_MARK, "staffelstab-pathway"),
            "version": int(version) if is_whole else version,
        }


def _grid(workbook: Any, name: str, facts: SheetFacts) -> Grid:
    sheet = workbook.get_sheet_by_name(name)
    rows = sheet.to_python(skip_empty_area=False)
    merged = [(first, last) for first, last in sheet.merged_cell_ranges or []]
    return Grid(rows, merged, facts)
