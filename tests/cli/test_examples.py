"""staffelstab examples: the files that come along."""

from __future__ import annotations

from pathlib import Path

import pytest

from staffelstab.programmes import districts
from tests.cli.calling import call

Capsys = pytest.CaptureFixture[str]


def test_they_are_listed_as_they_can_be_used(capsys: Capsys) -> None:
    answer = call(capsys, "examples")
    assert answer.code == 0
    lands = ["example:nrw_as_regulated", "example:nrw_all_different"]
    listed = [f"example:{name}" for name in districts.names()]
    assert answer.out.splitlines() == [*listed, "Ganze Länder, für check --state:", *lands]
    assert "example:musterkreis" in answer.out


@pytest.mark.parametrize("name", ["musterkreis", "example:musterkreis"])
def test_a_copy_in_a_folder(capsys: Capsys, tmp_path: Path, name: str) -> None:
    assert call(capsys, "examples", name, str(tmp_path)).code == 0
    original = districts.file_of("musterkreis", "de")
    assert (tmp_path / original.name).read_bytes() == original.read_bytes()
    assert call(capsys, "examples", name, str(tmp_path)).code == 2


def test_a_copy_in_the_current_folder(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(capsys, "examples", "musterkreis").code == 0
    assert (tmp_path / "musterkreis.yaml").exists()


def test_an_unknown_example(capsys: Capsys) -> None:
    for command in (["examples", "atlantis"], ["check", "example:atlantis"]):
        answer = call(capsys, *command)
        assert (answer.code, answer.out) == (2, "")
        assert "Das Beispiel »atlantis« gibt es nicht. Es gibt: " in answer.err


def test_an_example_can_be_checked_by_its_name(capsys: Capsys) -> None:
    answer = call(capsys, "check", "example:musterkreis", "--only", "language=B1")
    assert answer.code == 1
    assert answer.out.startswith("Musterkreis")
