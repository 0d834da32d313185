"""Districts and municipalities of North Rhine-Westphalia with their official keys."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from staffelstab.programmes.errors import ProgrammeDataError
from staffelstab.programmes.reading import DATA, read_table

FOLDER = DATA / "territories"
Row = TypeVar("Row", "District", "Municipality")
SPELLINGS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


class DistrictType(StrEnum):
    DISTRICT = "Kreis"
    INDEPENDENT_CITY = "kreisfreie Stadt"


class MunicipalityType(StrEnum):
    INDEPENDENT_CITY = "kreisfreie Stadt"
    TOWN = "Stadt"
    RURAL_MUNICIPALITY = "Gemeinde"


@dataclass(frozen=True)
class District:
    """A district or an independent city, known by its five-digit key."""

    key: str
    name: str
    name_short: str
    name_full: str
    type: DistrictType
    government_district_key: str
    government_district_name: str
    municipality_count: int
    population: int
    population_date: date
    area_km2: float


@dataclass(frozen=True)
class Municipality:
    """A town, a municipality or an independent city, known by its eight-digit key (AGS)."""

    ags: str
    ars: str
    name: str
    name_short: str
    type: MunicipalityType
    district_key: str
    district_name: str
    district_type: DistrictType
    population: int
    population_date: date
    area_km2: float
    lat: float
    lon: float


@dataclass(frozen=True)
class Territories:
    """Both tables of a state, checked against each other."""

    districts: tuple[District, ...]
    municipalities: tuple[Municipality, ...]


def districts() -> tuple[District, ...]:
    return _territories().districts


def municipalities(district: str | None = None) -> tuple[Municipality, ...]:
    """All municipalities, or those of the district with this key."""
    everything = _territories().municipalities
    return everything if district is None else tuple(m for m in everything if m.district_key == district)


def district(key: str) -> District:
    """The district with this five-digit key; LookupError when there is none."""
    return _by_district_key()[key]


def municipality(ags: str) -> Municipality:
    """The municipality with this eight-digit key; LookupError when there is none."""
    return _by_ags()[ags]


def districts_named(name: str) -> tuple[District, ...]:
    """Found by Wesel as well as by Kreis Wesel."""
    wanted = _plain(name)
    return tuple(d for d in districts() if wanted in map(_plain, (d.name, d.name_short, d.name_full)))


def municipalities_named(name: str) -> tuple[Municipality, ...]:
    """All municipalities of this name; a name is no key, so there may be none or several."""
    wanted = _plain(name)
    return tuple(m for m in municipalities() if wanted in map(_plain, (m.name, m.name_short)))


def territories_named(name: str) -> tuple[District | Municipality, ...]:
    """Districts first, then municipalities: Wesel is both."""
    return (*districts_named(name), *municipalities_named(name))


def read_territories(folder: Path) -> Territories:
    """Read and check the two tables of a folder."""
    territories = Territories(
        districts=_read_rows(folder / "districts.csv", District, _district),
        municipalities=_read_rows(folder / "municipalities.csv", Municipality, _municipality),
    )
    _check(folder, territories)
    return territories


@cache
def _territories() -> Territories:
    return read_territories(FOLDER)


@cache
def _by_district_key() -> dict[str, District]:
    return {found.key: found for found in districts()}


@cache
def _by_ags() -> dict[str, Municipality]:
    return {found.ags: found for found in municipalities()}


def _plain(name: str) -> str:
    """Spelling does not matter: Münster, münster and Muenster are one name."""
    return " ".join(name.casefold().translate(SPELLINGS).split())


def _read_rows(file: Path, kind: type[Row], build: Callable[[dict[str, str]], Row]) -> tuple[Row, ...]:
    """The columns of a table are named like the fields of its records."""
    rows = []
    for line, cells in read_table(file, [field.name for field in fields(kind)]):
        try:
            rows.append(build(cells))
        except (TypeError, ValueError) as problem:
            advice = "Compare the row with its neighbours."
            raise ProgrammeDataError(file, line, f"{problem}.", advice) from None
    return tuple(rows)


def _district(cells: dict[str, str]) -> District:
    return District(
        key=_digits(cells["key"], 5),
        name=cells["name"],
        name_short=cells["name_short"],
        name_full=cells["name_full"],
        type=DistrictType(cells["type"]),
        government_district_key=_digits(cells["government_district_key"], 3),
        government_district_name=cells["government_district_name"],
        municipality_count=int(cells["municipality_count"]),
        population=int(cells["population"]),
        population_date=date.fromisoformat(cells["population_date"]),
        area_km2=float(cells["area_km2"]),
    )


def _municipality(cells: dict[str, str]) -> Municipality:
    return Municipality(
        ags=_digits(cells["ags"], 8),
        ars=_digits(cells["ars"], 12),
        name=cells["name"],
        name_short=cells["name_short"],
        type=MunicipalityType(cells["type"]),
        district_key=_digits(cells["district_key"], 5),
        district_name=cells["district_name"],
        district_type=DistrictType(cells["district_type"]),
        population=int(cells["population"]),
        population_date=date.fromisoformat(cells["population_date"]),
        area_km2=float(cells["area_km2"]),
        lat=float(cells["lat"]),
        lon=float(cells["lon"]),
    )


def _digits(text: str, length: int) -> str:
    if len(text) != length or not text.isdigit():
        raise ValueError(f"{text!r} is no key of {length} digits")
    return text


def _check(folder: Path, found: Territories) -> None:
    with (folder / "SOURCES.toml").open("rb") as handle:
        expected = tomllib.load(handle)["expected"]
    complaints = [
        *_count_complaints("districts.csv", len(found.districts), expected["districts"]),
        *_count_complaints("municipalities.csv", len(found.municipalities), expected["municipalities"]),
        *_twice("districts.csv", [d.key for d in found.districts]),
        *_twice("municipalities.csv", [m.ags for m in found.municipalities]),
        *_twice("municipalities.csv", [m.ars for m in found.municipalities]),
        *_sum_complaints(found),
    ]
    for file_name, problem in complaints:
        raise ProgrammeDataError(folder / file_name, None, problem, "Compare the table with its source.")


def _count_complaints(file_name: str, count: int, expected: int) -> Iterator[tuple[str, str]]:
    if count != expected:
        yield file_name, f"The table has {count} rows, SOURCES.toml expects {expected}."


def _twice(file_name: str, keys: list[str]) -> Iterator[tuple[str, str]]:
    for key, count in Counter(keys).items():
        if count > 1:
            yield file_name, f"The key {key} stands in {count} rows."


def _sum_complaints(found: Territories) -> Iterator[tuple[str, str]]:
    count = Counter(m.district_key for m in found.municipalities)
    population: Counter[str] = Counter()
    for place in found.municipalities:
        population[place.district_key] += place.population
    known = {d.key for d in found.districts}
    for key in count.keys() - known:
        yield "municipalities.csv", f"The district {key} is not in districts.csv."
    for d in found.districts:
        if count[d.key] != d.municipality_count or population[d.key] != d.population:
            yield "districts.csv", f"{d.name_full} does not add up from its municipalities."
