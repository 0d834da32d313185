"""Sheets and columns of the workbook: heading, place in the document, how a cell is read and written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from staffelstab.engine.errors import Path
from staffelstab.engine.files.workbook import words


class Cell(Enum):
    """What a cell holds."""

    TEXT = auto()
    KEY = auto()
    KEYS = auto()
    LINES = auto()
    WHOLE = auto()
    NUMBER = auto()
    DATE = auto()
    FLAG = auto()
    YES_UNLESS_NO = auto()
    ORDER = auto()
    RAW = auto()
    ENTRY = auto()
    MONTHS = auto()
    CALENDAR_MONTHS = auto()
    CONDITION = auto()
    KIND = auto()
    VERDICT = auto()
    STATE = auto()
    ATTRIBUTE_KIND = auto()
    CLOCK_KIND = auto()


CHOICES = {
    Cell.KIND: words.KINDS,
    Cell.VERDICT: words.VERDICTS,
    Cell.STATE: words.STATES,
    Cell.ATTRIBUTE_KIND: words.ATTRIBUTE_KINDS,
    Cell.CLOCK_KIND: words.CLOCK_KINDS,
}
"""Cells that hold one of a few words."""


@dataclass(frozen=True)
class Column:
    """`path`: place in what one row says. `refers`: the part of the document whose keys or names it holds."""

    heading: str
    path: Path
    cell: Cell = Cell.TEXT
    width: int = 18
    required: bool = False
    refers: str = ""

    def spellings(self) -> tuple[str, ...]:
        """Headings under which the column is found; the English one is its place in the file format."""
        return (self.heading, " ".join(map(str, self.path)), "_".join(map(str, self.path)))


@dataclass(frozen=True)
class Sheet:
    """`part` is the place in the document that the sheet fills."""

    name: str
    part: Path
    columns: tuple[Column, ...]
    required: bool = False
    english: str = ""

    def column(self, *path: str) -> Column:
        return next(column for column in self.columns if column.path == path)


def _label(path: str, german: str, width: int = 30) -> tuple[Column, Column]:
    return Column(german, (path, "de"), width=width), Column(f"{german} (en)", (path, "en"), width=width)


_KEY = Column("Schlüssel", ("key",), Cell.KEY, 24, required=True)
_PERIOD = (
    Column("gültig von", ("valid_from",), Cell.DATE, 12),
    Column("gültig bis", ("valid_to",), Cell.DATE, 12),
)
_OFFER = Column("Angebot", ("offer",), Cell.KEY, 24, required=True, refers="offers")

GUIDE = "Anleitung"
ATTRIBUTES = Sheet(
    "Merkmale",
    ("attributes",),
    (
        Column("Merkmal", ("key",), Cell.KEY, 20, required=True),
        Column("Art", ("kind",), Cell.ATTRIBUTE_KIND, 14, required=True),
        *_label("label", "Bezeichnung des Merkmals"),
        Column("Befunde danach trennen", ("groups",), Cell.FLAG, 14),
        Column("Wert", ("value", "key"), Cell.KEY, 24, required=True),
        Column("Bezeichnung des Werts", ("value", "label", "de"), width=34),
        Column("Bezeichnung des Werts (en)", ("value", "label", "en"), width=34),
        Column("Rang", ("value", "rank"), Cell.WHOLE, 8),
    ),
    required=True,
    english="Attributes",
)
CLOCKS = Sheet(
    "Zeitzähler",
    ("clocks",),
    (
        _KEY,
        Column("Art", ("kind",), Cell.CLOCK_KIND, 28, required=True),
        *_label("label", "Bezeichnung"),
        Column("Merkmal", ("attribute",), Cell.KEY, 18, refers="attributes"),
        Column("Werte", ("values",), Cell.KEYS, 40),
        Column("zählt ab Beginn", ("from_start",), Cell.FLAG, 14),
    ),
    english="Clocks",
)
PROFILES = Sheet(
    "Profile",
    ("profiles",),
    (
        Column("Merkmal oder Zeitzähler", ("key",), Cell.KEY, 26, required=True, refers="scales"),
        Column("Werte bei Eintritt", ("entry",), Cell.ENTRY, 60),
        Column("gleich wie", ("same_as",), Cell.KEY, 20, refers="clocks"),
    ),
    english="Profiles",
)
PLACES = Sheet(
    "Gemeinden",
    ("places",),
    (
        _KEY,
        Column("Name", ("name",), width=34, required=True),
        Column("Bevölkerung", ("population",), Cell.WHOLE, 14),
        Column("Breite", ("latitude",), Cell.NUMBER, 12),
        Column("Länge", ("longitude",), Cell.NUMBER, 12),
    ),
    english="Places",
)
ORGANISATIONS = Sheet(
    "Organisationen",
    ("organisations",),
    (
        _KEY,
        Column("Name", ("name",), width=50, required=True),
        Column("Akteurstyp", ("type",), width=28),
    ),
    english="Organisations",
)
AGREEMENTS = Sheet(
    "Vereinbarungen",
    ("agreements",),
    (
        _KEY,
        Column("Titel", ("title",), width=50, required=True),
        Column("Organisationen", ("organisations",), Cell.KEYS, 40, refers="organisations"),
        *_PERIOD,
        Column("Hinweis", ("note",), width=60),
    ),
    english="Agreements",
)
FUNDINGS = Sheet(
    "Förderung",
    ("fundings",),
    (
        _KEY,
        Column("Name", ("name",), width=50, required=True),
        *_PERIOD,
        Column("Förderprogramm", ("is_programme",), Cell.FLAG, 16),
        Column("öffentliches Geld", ("is_public",), Cell.YES_UNLESS_NO, 16),
    ),
    english="Funding",
)
OFFERS = Sheet(
    "Angebote",
    ("offers",),
    (
        _KEY,
        Column("Titel", ("title", "de"), width=36, required=True),
        Column("Titel (en)", ("title", "en"), width=30),
        Column("Art", ("kind",), Cell.KIND, 16),
        Column("Dauer in Monaten", ("months",), Cell.WHOLE, 10),
        Column("Träger", ("organisation",), Cell.KEY, 24, refers="organisations"),
        Column("Förderung", ("funding",), Cell.KEY, 24, refers="fundings"),
        *_PERIOD,
        Column("Gemeinden", ("territory",), Cell.KEYS, 30, refers="places"),
        Column("Startmonate", ("start_months",), Cell.CALENDAR_MONTHS, 14),
        Column("Plätze", ("places",), Cell.WHOLE, 8),
        Column("Bereich", ("category",), width=20),
        Column("Bedingungen", ("conditions",), Cell.LINES, 50),
        Column("Risiken", ("risks",), Cell.LINES, 50),
        Column("Quellen", ("sources",), Cell.LINES, 30),
        Column("Annahmen", ("assumptions",), Cell.LINES, 40),
        Column("Katalogeintrag", ("catalogue_key",), Cell.KEY, 24),
    ),
    required=True,
    english="Offers",
)
ACCESS = Sheet(
    "Zugang",
    ("offers", "access"),
    (
        _OFFER,
        Column("Zugangsurteil", ("verdict",), Cell.VERDICT, 26, required=True),
        *_PERIOD,
        Column("Zugangsvoraussetzung", ("when",), Cell.CONDITION, 50),
        Column("Hinweis", ("note",), width=60),
    ),
    english="Access",
)
OUTCOMES = Sheet(
    "Ergebnisse",
    ("offers", "outcomes"),
    (
        _OFFER,
        Column("Ergebnis", ("key",), Cell.KEY, 24, required=True),
        *_label("label", "Bezeichnung"),
        Column("Misserfolg", ("failure",), Cell.FLAG, 12),
        Column("Anteil", ("share",), Cell.NUMBER, 10),
        Column("Grundlage des Anteils", ("share_basis",), width=40),
        Column("Monate", ("months",), Cell.WHOLE, 10),
        Column("Merkmal", ("effect", "attribute"), Cell.KEY, 18, refers="attributes"),
        Column("von", ("effect", "from"), Cell.KEY, 18),
        Column("auf", ("effect", "to"), Cell.KEY, 18),
    ),
    english="Outcomes",
)
CONCEPT = Sheet(
    "Gesamtkonzept",
    ("concept",),
    (
        Column("Angabe", ("statement",), width=30, required=True),
        Column("Wert", ("value",), Cell.RAW, 40),
        Column("Schlüssel", ("key",), Cell.KEY, 24),
        *_label("label", "Bezeichnung"),
        Column("Zielbedingung", ("when",), Cell.CONDITION, 50),
    ),
    required=True,
    english="Concept",
)
STATIONS = Sheet(
    "Stationen",
    ("concept", "stations"),
    (_OFFER, Column("Einstieg", ("entry",), Cell.ORDER, 12)),
    english="Stations",
)
TRANSITIONS = Sheet(
    "Übergänge",
    ("concept", "transitions"),
    (
        Column("von", ("from",), Cell.KEY, 24, required=True, refers="offers"),
        Column("nach", ("to",), Cell.KEY, 24, required=True, refers="offers"),
        Column("Stand", ("state",), Cell.STATE, 14),
        Column("Zielgruppe", ("when",), Cell.CONDITION, 40),
        Column("Bedingung", ("condition",), width=40),
        Column("wer übergibt", ("handover", "hands_over"), width=30),
        Column("wer nimmt auf", ("handover", "receives"), width=30),
        Column("Verfahren", ("handover", "procedure"), width=40),
        Column("Frist in Tagen", ("handover", "within_days"), Cell.WHOLE, 10),
        Column("Unterlagen", ("handover", "papers"), width=30),
        Column("Einwilligung", ("handover", "consent"), width=30),
        Column("wenn jemand nicht ankommt", ("handover", "if_not_arrived"), width=30),
        Column("Vereinbarung", ("agreement",), width=30),
        Column("Annahmen", ("assumptions",), Cell.LINES, 40),
    ),
    english="Transitions",
)
NEEDS = Sheet(
    "Bedarfe",
    ("needs",),
    (
        _KEY,
        Column("Zielgruppe", ("when",), Cell.CONDITION, 40),
        Column("Gemeinden", ("places",), Cell.KEYS, 30, refers="places"),
        Column("mindestens", ("persons", "at_least"), Cell.WHOLE, 12),
        Column("höchstens", ("persons", "at_most"), Cell.WHOLE, 12),
        Column("Methode", ("method",), width=40),
        Column("Quelle", ("source",), width=40),
        Column("Datum", ("date",), Cell.DATE, 12),
    ),
    english="Needs",
)
SOURCES = Sheet(
    "Quellen",
    ("sources",),
    (
        Column("Schlüssel", ("key",), width=24, required=True),
        Column("Fundstelle", ("text",), width=100, required=True),
    ),
    english="Sources",
)
SHEETS = (
    CONCEPT, STATIONS, TRANSITIONS, OFFERS, ACCESS, OUTCOMES, NEEDS, PLACES, ORGANISATIONS, AGREEMENTS, FUNDINGS,
    ATTRIBUTES, CLOCKS, PROFILES, SOURCES,
)  # fmt: skip


def heading_of(sheet: str | None, key: str) -> str:
    """The heading of the column that holds a key of the file format; the key itself where no column does."""
    columns = (column for known in SHEETS if known.name == sheet for column in known.columns)
    return next((column.heading for column in columns if column.path[:1] == (key,)), key)


STATEMENTS: dict[str, tuple[Path, Cell]] = {
    "Titel": (("title",), Cell.TEXT),
    "Stichtag": (("date",), Cell.DATE),
    "Hinweis": (("notes",), Cell.TEXT),
    "gültig von": (("concept", "valid_from"), Cell.DATE),
    "gültig bis": (("concept", "valid_to"), Cell.DATE),
    "Zeithorizont in Monaten": (("settings", "horizon_months"), Cell.WHOLE),
    "Wartegrenze in Monaten": (("settings", "waiting_months"), Cell.WHOLE),
    "höchstens Maßnahmen": (("settings", "most_measures"), Cell.WHOLE),
    "Engpass ab Personen": (("settings", "single_point_persons"), Cell.WHOLE),
    "Ziel": (("concept", "goals"), Cell.TEXT),
}
"""What the sheet Gesamtkonzept can say; Hinweis and Ziel may stand there more than once."""
FORMAT_MARK = "Dateiformat"
VERSION_MARK = "Fassung des Dateiformats"


def cell_name(row: int, column: int) -> str:
    """The name of a cell, e.g. D7; row and column count from 0."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
