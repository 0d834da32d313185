"""Areas of life: each with both labels and a source that the file names."""

from __future__ import annotations

from pathlib import Path

import pytest

from staffelstab.programmes.errors import ProgrammeDataError
from staffelstab.programmes.life_areas import FILE, life_areas, read_life_areas


def test_each_area_has_labels_and_a_source() -> None:
    areas = {area.key: area for area in life_areas()}
    assert {"language", "school", "training", "work", "housing", "health", "residence", "childcare"} <= set(
        areas
    )
    assert all(area.label.de and area.label.en and area.source for area in areas.values())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("source: deck", "source: nobody", "no source 'nobody'"),
        ("key: school", "key: language", "stands here twice"),
        ("key: school", "key: School!", "key"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    file = tmp_path / "life_areas.yaml"
    file.write_text(FILE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProgrammeDataError, match=message):
        read_life_areas(file)
