"""staffelstab convert: the same content in another format, nothing overwritten by accident."""

from __future__ import annotations

from pathlib import Path

import pytest

from staffelstab.engine.files import read
from tests.cli.calling import LINDENTAL, call
from tests.engine.wording.lindental import lindental

Capsys = pytest.CaptureFixture[str]


@pytest.mark.parametrize("ending", [".yaml", ".yml", ".json", ".xlsx", ".JSON"])
def test_every_format_holds_the_same(capsys: Capsys, tmp_path: Path, ending: str) -> None:
    output = tmp_path / f"town{ending}"
    answer = call(capsys, "convert", LINDENTAL, str(output))
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == f"Geschrieben: {output}\n"
    assert read(output) == lindental()


def test_an_existing_file_stays_as_it_is(capsys: Capsys, tmp_path: Path) -> None:
    output = tmp_path / "town.json"
    output.write_text("mine", encoding="utf-8")
    answer = call(capsys, "convert", LINDENTAL, str(output))
    assert answer.code == 2
    assert "gibt es schon" in answer.err and "--force" in answer.err
    assert output.read_text(encoding="utf-8") == "mine"


def test_unless_it_shall_be_overwritten(capsys: Capsys, tmp_path: Path) -> None:
    output = tmp_path / "town.json"
    output.write_text("mine", encoding="utf-8")
    assert call(capsys, "convert", LINDENTAL, str(output), "--force").code == 0
    assert read(output) == lindental()


@pytest.mark.parametrize("name", ["town.docx", "town"])
def test_an_unknown_format(capsys: Capsys, tmp_path: Path, name: str) -> None:
    answer = call(capsys, "convert", LINDENTAL, str(tmp_path / name))
    assert answer.code == 2
    assert "Möglich ist: .yaml, .yml, .json, .xlsx, .bpmn, .pnml." in answer.err


def test_a_folder_that_does_not_exist(capsys: Capsys, tmp_path: Path) -> None:
    answer = call(capsys, "convert", LINDENTAL, str(tmp_path / "nowhere" / "town.json"))
    assert answer.code == 2
    assert "lässt sich nicht schreiben" in answer.err


def test_an_unreadable_file_writes_nothing(capsys: Capsys, tmp_path: Path) -> None:
    source, output = tmp_path / "bad.yaml", tmp_path / "town.json"
    source.write_text("format: staffelstab-pathway\nversion: 1\n", encoding="utf-8")
    assert call(capsys, "convert", str(source), str(output)).code == 2
    assert not output.exists()


@pytest.mark.parametrize(("ending", "begins"), [(".bpmn", "<bpmn:definitions"), (".pnml", "<pnml")])
def test_a_drawing_is_written_and_not_read(capsys: Capsys, tmp_path: Path, ending: str, begins: str) -> None:
    output = tmp_path / f"town{ending}"
    assert call(capsys, "convert", LINDENTAL, str(output)).code == 0
    assert output.read_text(encoding="utf-8").splitlines()[1].startswith(begins)
    answer = call(capsys, "check", str(output))
    assert answer.code == 2
    assert f"Dateien mit der Endung {ending} werden nur geschrieben, nicht gelesen" in answer.err
    assert "Bitte lesen Sie das Gesamtkonzept aus einem dieser Formate" in answer.err


@pytest.mark.parametrize(("language", "title"), [("de", "Beginn"), ("en", "Beginning")])
def test_a_drawing_speaks_the_language_of_the_call(
    capsys: Capsys, tmp_path: Path, language: str, title: str
) -> None:
    output = tmp_path / "town.bpmn"
    assert call(capsys, "--language", language, "convert", LINDENTAL, str(output)).code == 0
    assert f'name="{title}"' in output.read_text(encoding="utf-8")
