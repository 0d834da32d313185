"""Codes to begin with: three kinds, each with a definition and a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from staffelstab.programmes.codes import FILE, read_codes, starting_codes
from staffelstab.programmes.errors import ProgrammeDataError


def test_three_kinds_and_all_modules_of_the_programme() -> None:
    codes = starting_codes()
    assert {code.kind for code in codes} == {"module", "topic", "obstacle"}
    assert [code.label[:2] for code in codes if code.kind == "module"] == ["F1", "F2", "F3", "F4", "F5", "F6"]
    assert len({code.key for code in codes}) == len(codes)
    assert all(code.definition and code.source for code in codes)


@pytest.mark.parametrize(
    ("old", "new"),
    [("source: deck", "source: x"), ("key: roles", "key: binding"), ("kind: topic", "kind: mood")],
)
def test_a_wrong_file_is_refused(tmp_path: Path, old: str, new: str) -> None:
    file = tmp_path / "codes.yaml"
    file.write_text(FILE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProgrammeDataError):
        read_codes(file)
