"""Districts and municipalities: complete, unique, consistent, found by key and by name."""

from __future__ import annotations

import shutil
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from staffelstab.programmes.errors import ProgrammeDataError
from staffelstab.programmes.territories import (
    FOLDER,
    District,
    DistrictType,
    Municipality,
    MunicipalityType,
    district,
    districts,
    districts_named,
    municipalities,
    municipalities_named,
    municipality,
    read_territories,
    territories_named,
)


def test_the_state_is_complete() -> None:
    assert len(districts()) == 53
    assert len(municipalities()) == 396
    assert Counter(d.type for d in districts()) == {
        DistrictType.DISTRICT: 31,
        DistrictType.INDEPENDENT_CITY: 22,
    }
    assert Counter(m.type for m in municipalities()) == {
        MunicipalityType.INDEPENDENT_CITY: 22,
        MunicipalityType.TOWN: 250,
        MunicipalityType.RURAL_MUNICIPALITY: 124,
    }


def test_keys_are_unique_and_name_their_district() -> None:
    assert len({m.ags for m in municipalities()}) == 396
    assert len({m.ars for m in municipalities()}) == 396
    assert len({d.key for d in districts()}) == 53
    assert all(m.ags.startswith(m.district_key) for m in municipalities())
    assert all(district(m.district_key).type is m.district_type for m in municipalities())


def test_population_is_that_of_the_register() -> None:
    assert sum(m.population for m in municipalities()) == 17_947_221
    assert sum(d.population for d in districts()) == 17_947_221
    assert {m.population_date.isoformat() for m in municipalities()} == {"2019-12-31"}


def test_every_point_lies_in_the_state() -> None:
    assert all(50.3 < m.lat < 52.6 and 5.8 < m.lon < 9.5 for m in municipalities())


def test_a_district_knows_its_municipalities() -> None:
    wesel = municipalities("05170")
    assert len(wesel) == 13 == district("05170").municipality_count
    assert "Hamminkeln" in {place.name_short for place in wesel}
    assert municipalities("99999") == ()


def test_found_by_key_or_not_at_all() -> None:
    assert municipality("05334002").name_short == "Aachen"
    assert municipality("05334002").district_name == "Städteregion Aachen"
    with pytest.raises(LookupError):
        municipality("00000000")
    with pytest.raises(LookupError):
        district("05000")


def test_one_name_can_be_a_district_and_a_town() -> None:
    found = territories_named("Wesel")
    assert [type(one) for one in found] == [District, Municipality]
    assert [d.key for d in districts_named("Kreis Wesel")] == ["05170"]
    assert [m.ags for m in municipalities_named("Wesel")] == ["05170048"]
    assert territories_named("Atlantis") == ()


@pytest.mark.parametrize("spelling", ["Münster", "MÜNSTER", " muenster ", "Münster, Stadt"])
def test_spelling_does_not_matter(spelling: str) -> None:
    assert [m.ags for m in municipalities_named(spelling)] == ["05515000"]


def test_source_licence_and_changes_stand_beside_the_tables() -> None:
    sources = tomllib.loads((FOLDER / "SOURCES.toml").read_text(encoding="utf-8"))
    assert all(sources["register"][key] for key in ("title", "holder", "address", "licence"))
    assert {change["file"] for change in sources["changes"]} == {table.name for table in FOLDER.glob("*.csv")}


@pytest.mark.parametrize(
    ("table", "before", "after", "complaint"),
    [
        ("municipalities.csv", "05111000,", "0511100,", "line 2: '0511100' is no key of 8 digits"),
        ("municipalities.csv", "621877", "many", "line 2: invalid literal"),
        ("municipalities.csv", "05112000,", "05111000,", "The key 05111000 stands in 2 rows"),
        ("municipalities.csv", "621877", "621876", "Stadt Düsseldorf does not add up"),
        ("districts.csv", "05111,", "05199,", "The district 05111 is not in districts.csv"),
        ("districts.csv", "kreisfreie Stadt", "Dorf", "line 2: 'Dorf' is not a valid"),
        ("districts.csv", "key,name", "schluessel,name", "line 1: The heading reads"),
    ],
)
def test_a_damaged_table_is_refused(
    tmp_path: Path, table: str, before: str, after: str, complaint: str
) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "territories"))
    text = (folder / table).read_text(encoding="utf-8")
    (folder / table).write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ProgrammeDataError) as refusal:
        read_territories(folder)
    assert complaint in str(refusal.value)


def test_a_missing_row_is_noticed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "territories"))
    rows = (folder / "municipalities.csv").read_text(encoding="utf-8").splitlines()
    (folder / "municipalities.csv").write_text("\n".join(rows[:-1]) + "\n", encoding="utf-8")
    with pytest.raises(ProgrammeDataError, match=r"395 rows, SOURCES\.toml expects 396"):
        read_territories(folder)
