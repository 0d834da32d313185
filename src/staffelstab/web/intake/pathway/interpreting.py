"""The cells of one row as values of fields; what cannot be read for certain is a doubt with its cell."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from staffelstab.engine.files import foreign
from staffelstab.engine.files.foreign import coordinates, values
from staffelstab.engine.files.foreign.proposals import plain
from staffelstab.web.kit.amounts import LONGEST, read_amount
from staffelstab.web.kit.validators import looks_like_personal_data

EVERYWHERE = "*"
FAR = 25
OWN_AREA = 60
_ALL_WORDS = frozenset(
    map(plain, ("überall", "alle", "alle Gemeinden", "landesweit", "bundesweit", "everywhere", "online"))
)
_NOWHERE_WORDS = frozenset(map(plain, ("keine", "keine Gemeinde", "nirgends", "none")))
_DISTRICT_WORDS = frozenset(
    map(plain, ("kreisweit", "gesamter Kreis", "ganzer Kreis", "Kreisgebiet", "stadtweit"))
)
_TOWN_WORDS = re.compile(r"(?i)\b(?:stadt|gemeinde|kreisstadt|kreis|landkreis|gem\.)\b")
_LENGTHS = {
    "name": 200, "short_name": 60, "phone": 50, "contact_function": 200, "title": 200, "short_title": 28,
    "label": 200, "source": 500, "provider": 200, "number": 200, "street": 300, "conditions": 4000, "sources": 4000,
    "note": 2000,
}  # fmt: skip
_NEVER_EMPTY = {"organisations": "name", "offers": "title", "needs": "label"}
_WORDS = (
    "actor_type", "provider_type", "kind", "category", "method", "status", "sex", "benefit_law",
    "count_of", "life_area",
)  # fmt: skip
_POINT = ("latitude", "longitude", "easting", "northing", "epsg")


@dataclass(frozen=True)
class Context:
    """What words may mean here. ``names``: field → key → its names; ``places``: key, names, latitude, longitude."""

    names: Mapping[str, Mapping[str, Sequence[str]]]
    places: Sequence[tuple[str, tuple[str, ...], float, float]]
    here: frozenset[str]

    def place_by_name(self) -> dict[str, str]:
        """Names that mean one municipality; those of the own district win."""
        found: dict[str, set[str]] = {}
        for key, names, _lat, _lon in self.places:
            for name in names:
                found.setdefault(plain(name), set()).add(key)
        own = {name: keys & self.here for name, keys in found.items()}
        return {
            name: next(iter(own[name] if len(own[name]) == 1 else keys))
            for name, keys in found.items()
            if len(keys) == 1 or len(own[name]) == 1
        }


@dataclass(frozen=True)
class Doubt:
    """``read`` is what stands in the column ``at``; ``code`` what is expected; ``guess`` what is probably meant."""

    field: str
    at: int
    read: str
    code: str
    guess: str = ""


Answer = str
"""What somebody decided that a text means; empty: leave the field empty, keep the text as a further detail."""


@dataclass
class ReadRow:
    values: dict[str, Any] = field(default_factory=dict)
    details: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)


class Interpreter:
    """Reads the rows of one list with the mapping that was confirmed. Equal texts are read once."""

    def __init__(
        self, what: str, headings: Sequence[str], mapping: Mapping[str, Any], context: Context
    ) -> None:
        self.what, self.headings, self.context = what, headings, context
        self.targets: list[str] = list(mapping.get("columns", []))
        self.constants: Mapping[str, str] = mapping.get("constants", {})
        self.answers: Mapping[str, Mapping[str, Answer]] = mapping.get("words", {})
        self.places = context.place_by_name()
        self.by_target: dict[str, list[int]] = {}
        for at, target in enumerate(self.targets):
            self.by_target.setdefault(target, []).append(at)
        self._read: dict[tuple[str, str, int], tuple[Any, Doubt | None]] = {}
        self.width = 0

    def measure(self, rows: Iterable[Sequence[Any]]) -> None:
        """How wide the cells of a name that was cut over several columns are; otherwise no row is looked at."""
        at = self.by_target.get(_NEVER_EMPTY[self.what], [])
        if len(at) > 1:
            names = [[row[1 + a] for a in at] for row in rows]
            self.width = foreign.full_width([[name[n] for name in names] for n in range(len(at))])

    def read(self, cells: Sequence[str]) -> ReadRow:
        row = ReadRow()
        for at, target in enumerate(self.targets):
            if cells[at] and target not in (foreign.PRIVATE,):
                row.cells[self.headings[at]] = cells[at]
                if target == foreign.DETAIL or target in _POINT or target in ("street", "postcode", "city"):
                    self._detail(row, at, cells[at])
        for target, columns in self.by_target.items():
            if target not in (foreign.DETAIL, foreign.PRIVATE, *_POINT):
                self._field(row, target, columns, cells)
        for target, text in self.constants.items():
            if text and row.values.get(target) in (None, "", []):
                self._take(row, target, text, -1)
        self._require(row)
        if "territory" not in row.values and self.by_target.keys() & set(_POINT):
            self._nearest(row, cells)
        return row

    def _detail(self, row: ReadRow, at: int, cell: str) -> None:
        signs = looks_like_personal_data(cell)
        if signs:
            row.cells.pop(self.headings[at], None)
            row.hints.append(f"{self.headings[at]}: {', '.join(signs)}")
        else:
            row.details[self.headings[at]] = cell

    def _field(self, row: ReadRow, target: str, columns: list[int], cells: Sequence[str]) -> None:
        parts = [cells[at] for at in columns]
        if target == "territory":
            text = "; ".join(filter(None, parts))
        elif target in ("sources", "conditions", "note"):
            text = "\n".join(filter(None, parts))
        else:
            text = foreign.joined(parts) if len(parts) > 1 else parts[0]
        if not text:
            return
        self._take(row, target, text, columns[0])
        if self.width and target == _NEVER_EMPTY[self.what] and foreign.may_be_cut(parts, self.width):
            row.hints.append("cut")

    def _take(self, row: ReadRow, target: str, text: str, at: int) -> None:
        known = self._read.get((target, text, at))
        if known is None:
            known = self._read[(target, text, at)] = self._interpreted(target, text, at)
        value, doubt = known
        if doubt is not None:
            row.doubts.append(doubt)
        elif value is None:
            if at >= 0:
                row.details[self.headings[at]] = text
        else:
            row.values[target] = value

    def _interpreted(self, target: str, text: str, at: int) -> tuple[Any, Doubt | None]:
        answer = self.answers.get(target, {}).get(text)
        if answer == "":
            return None, None
        if answer and target == "life_area":
            return answer, None
        said = text if answer is None else answer
        heading = self.headings[at] if at >= 0 else ""
        value, code, guess = _reader(target)(self, target, said, heading)
        if code:
            return None, Doubt(target, at, text, code, guess)
        return value, None

    def _require(self, row: ReadRow) -> None:
        main = _NEVER_EMPTY[self.what]
        needed = [main] + (["actor_type"] if self.what == "organisations" else [])
        has_point = bool(self.by_target.keys() & set(_POINT))
        if self.what == "offers" and not has_point:
            needed.append("territory")
        doubted = {doubt.field for doubt in row.doubts}
        for name in needed:
            if name not in row.values and name not in doubted:
                at = self.by_target.get(name, [-1])[0]
                row.doubts.append(Doubt(name, at, "", "missing"))

    def _nearest(self, row: ReadRow, cells: Sequence[str]) -> None:
        """In which municipality a point lies: a proposal by the nearest official point, never more."""
        point = self._point(cells)
        if point is None:
            return
        text = f"{point[0]:.4f}, {point[1]:.4f}"
        answer = self.answers.get("territory", {}).get(text)
        if answer:
            row.values["territory"] = [answer]
        if answer is not None:
            return
        near = coordinates.nearest(point, ((key, lat, lon) for key, _names, lat, lon in self.context.places))
        guess = near[0] if near and near[1] <= FAR else ""
        at = next(self.by_target[name][0] for name in _POINT if name in self.by_target)
        row.doubts.append(Doubt("territory", at, text, "point", guess))

    def _point(self, cells: Sequence[str]) -> tuple[float, float] | None:
        said = {name: cells[self.by_target[name][0]] for name in _POINT if name in self.by_target}
        numbers = {name: values.read_decimal(said.get(name, "")) for name in _POINT[:4]}
        lat, lon, east, north = (numbers[name] for name in _POINT[:4])
        if lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180:
            return lat, lon
        if east is None or north is None:
            return None
        epsg = said.get("epsg", "")
        zone = coordinates.zone_of("" if plain(epsg) == "null" else epsg, east, north)
        return coordinates.degrees_of(east, north, zone) if zone else None


Read = tuple[Any, str, str]
"""Value, code of the doubt (empty when there is none), guess."""


def _reader(target: str) -> Callable[[Interpreter, str, str, str], Read]:
    if target in _WORDS:
        return _word
    return _READERS.get(target, _text)


def _text(reader: Interpreter, target: str, text: str, heading: str) -> Read:
    if len(text) > _LENGTHS.get(target, 4000):
        return None, "too-long", ""
    return (None, "person", "") if looks_like_personal_data(text) else (text, "", "")


def _word(reader: Interpreter, target: str, text: str, heading: str) -> Read:
    names = reader.context.names["actor_type" if target == "provider_type" else target]
    if text in names:
        return text, "", ""
    field_name = "actor_type" if target == "provider_type" else target
    meant = foreign.word_of(text, field_name, heading, names)
    if meant is None and target == "life_area" and len(text) <= OWN_AREA:
        return text, "", ""
    if meant is None:
        return None, "word", ""
    return (meant[0], "", "") if meant[1] or target == "status" else (None, "word", meant[0])


def _places(reader: Interpreter, target: str, text: str, heading: str) -> Read:
    if plain(text) in _ALL_WORDS or text == EVERYWHERE:
        everywhere = {"organisations": sorted(reader.context.here), "needs": []}
        return everywhere.get(reader.what, EVERYWHERE), "", ""
    if plain(text) in _NOWHERE_WORDS:
        return [], "", ""
    if plain(text) in _DISTRICT_WORDS:
        return sorted(reader.context.here), "", ""
    found: list[str] = []
    known = {place[0] for place in reader.context.places}
    whole = reader.places.get(plain(text))
    for part in [text] if whole else filter(None, (p.strip() for p in re.split(r"[;,/\n]| und ", text))):
        key = part if part in known else values.read_municipality_key(part)
        named = reader.places.get(plain(part)) or reader.places.get(plain(_TOWN_WORDS.sub("", part)))
        place = key if key in known else named
        if place is None:
            return None, "place", _similar(reader, part)
        found.append(place)
    return sorted(set(found)), "", ""


def _similar(reader: Interpreter, part: str) -> str:
    close = difflib.get_close_matches(plain(part), reader.places, n=1, cutoff=0.75)
    return reader.places[close[0]] if close else ""


def _day(reader: Interpreter, target: str, text: str, heading: str) -> Read:
    day = values.read_day(text)
    if day is not None and date(1900, 1, 1) <= day <= date(2199, 12, 31):
        return day.isoformat(), "", ""
    serial = values.day_of_serial(text)
    return None, "day", serial.isoformat() if serial else ""


def _whole(reader: Interpreter, target: str, text: str, heading: str) -> Read:
    number = values.read_whole(text)
    most = 120 if target == "months" else 2_000_000
    return (number, "", "") if number is not None and number <= most else (None, "whole", "")


def _range(reader: Interpreter, target: str, text: str, heading: str) -> Read:
    """As the form reads it: “about 400” stays beside the numbers that were read from it."""
    try:
        found = read_amount(text)
    except ValidationError:
        return None, "range", ""
    if len(found.wording) > LONGEST:
        return None, "range", ""
    return [found.minimum, found.maximum, "" if found.wording.isdecimal() else found.wording], "", ""


def _web(reader: Interpreter, target: str, text: str, heading: str) -> Read:
    address = values.read_web(text)
    return (address, "", "") if address and len(address) <= 200 else (None, "web", "")


def _mail(reader: Interpreter, target: str, text: str, heading: str) -> Read:
    return (text.strip(), "", "") if values.is_mail(text) else (None, "mail", "")


_READERS: dict[str, Callable[[Interpreter, str, str, str], Read]] = {
    "territory": _places,
    "website": _web,
    "email": _mail,
    "months": _whole,
    "places": _whole,
    "minimum": _whole,
    "maximum": _whole,
    "persons": _range,
    "valid_from": _day,
    "valid_to": _day,
    "ended_on": _day,
    "date": _day,
}
