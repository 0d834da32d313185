"""The published check cases hold, and persons and uses stay apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from staffelstab.programmes.errors import ProgrammeDataError
from staffelstab.programmes.published_results import (
    FILE,
    all_published_results,
    published_results,
    read_published_results,
)


def test_kreis_wesel_after_one_year() -> None:
    (wesel,) = published_results("05170")
    assert [part.persons for part in wesel.parts] == [48, 108, 1]
    assert wesel.persons == 48 + 108 + 1 == 157
    assert dict(wesel.uses) == {"fb1": 157, "fb2": 11, "fb3": 10, "fb4": 81}
    assert wesel.all_uses == 259
    assert round(wesel.all_uses / wesel.persons, 2) == 1.65


def test_every_result_adds_up_and_names_its_source() -> None:
    for result in all_published_results():
        assert sum(part.persons for part in result.parts) == result.persons
        assert result.source.address
    assert published_results("99999") == ()


@pytest.mark.parametrize(
    ("said", "instead", "complaint"),
    [
        ("persons: 108", "persons: 107", "add up to 156"),
        ("durchstarten_2020_2023", "nirgends", "no programme"),
        ("fb4: 81", "fb9: 81", "no module"),
        ("key: rhein_sieg_2021", "key: kreis_wesel_first_year", "kreis_wesel_first_year"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, said: str, instead: str, complaint: str) -> None:
    file = tmp_path / "published_results.yaml"
    file.write_text(FILE.read_text(encoding="utf-8").replace(said, instead, 1), encoding="utf-8")
    with pytest.raises(ProgrammeDataError, match=complaint):
        read_published_results(file)
