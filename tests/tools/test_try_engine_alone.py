"""The comparison of a wheel with the source notices what is missing."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tools.try_engine_alone import compare_data, delivered


def wheel_with(folder: Path, names: set[str]) -> Path:
    wheel = folder / "staffelstab.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return wheel


def source_files() -> set[str]:
    return {name.removeprefix("src/") for name in delivered() if name.startswith("src/")}


def test_a_wheel_with_everything_is_complete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compare_data(wheel_with(tmp_path, source_files()))
    assert "the wheel holds all" in capsys.readouterr().out


@pytest.mark.parametrize(
    "name",
    [
        "staffelstab/engine/files/schema/pathway-1.json",
        "staffelstab/engine/files/exchange/drawing_words.toml",
        "staffelstab/notebook/de.toml",
        "staffelstab/programmes/districts/musterkreis.yaml",
        "staffelstab/py.typed",
    ],
)
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    assert name in source_files()
    with pytest.raises(SystemExit, match="package-data") as leaving:
        compare_data(wheel_with(tmp_path, source_files() - {name}))
    assert name in str(leaving.value)
