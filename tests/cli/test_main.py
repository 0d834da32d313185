"""The door: help, language, wrong calls, hostile files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from staffelstab import __version__
from staffelstab.cli.main import COMMANDS, main
from staffelstab.engine.wording.texts import templates
from tests.cli.calling import LINDENTAL, call

Capsys = pytest.CaptureFixture[str]
HARMLESS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_both_languages_say_the_same_things() -> None:
    german, english = (templates(language, "staffelstab.cli") for language in ("de", "en"))
    assert set(german) == set(english)
    assert not set(german) & set(templates("de")), "the engine has these keys already"


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_help_in_both_languages(capsys: Capsys, command: list[str]) -> None:
    german = call(capsys, *command, "--help")
    english = call(capsys, *command, "--help", "--language", "en")
    assert (german.code, english.code) == (0, 0)
    assert german.out.startswith("Aufruf: staffelstab") and "Angaben:" in german.out
    assert english.out.startswith("Usage: staffelstab") and "Options:" in english.out
    assert "usage:" not in german.out and "show this" not in german.out


def test_version(capsys: Capsys) -> None:
    assert call(capsys, "--version").out == f"staffelstab {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Es fehlt: BEFEHL.\nHilfe: staffelstab --help\n"),
        (["chekc"], "BEFEHL kennt die Angabe 'chekc' nicht."),
        (["check"], "Es fehlt: DATEI.\nHilfe: staffelstab check --help\n"),
        (["check", LINDENTAL, "--language", "fr"], "--language kennt die Angabe 'fr' nicht."),
        (
            ["check", "nowhere.yaml"],
            "nowhere.yaml: Die Datei gibt es nicht. Bitte prüfen Sie Namen und Ordner.\n",
        ),
    ],
)
def test_wrong_calls(capsys: Capsys, arguments: list[str], said: str) -> None:
    answer = call(capsys, *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(said)


def test_wrong_calls_are_answered_in_the_language_asked_for(capsys: Capsys) -> None:
    assert call(capsys, "check", "--language", "en").err.startswith("Missing: FILE.\nHelp: ")


def test_every_problem_of_a_file_is_named(capsys: Capsys, tmp_path: Path) -> None:
    text = Path(LINDENTAL).read_text(encoding="utf-8")
    file = tmp_path / "bad.yaml"
    file.write_text(
        text.replace("months: 6", "months: -6").replace("months: 12", "months: zwölf"), encoding="utf-8"
    )
    answer = call(capsys, "check", str(file))
    assert answer.code == 2
    assert "Die Zahl -6 ist zu klein" in answer.err
    assert answer.err.count("Erwartet wird eine ganze Zahl") == 2
    assert all(", Zeile " in line for line in answer.err.splitlines())


@HARMLESS
@given(content=st.binary(max_size=400), ending=st.sampled_from([".yaml", ".json", ".xlsx", ".csv", ""]))
def test_hostile_bytes_never_give_a_traceback(
    capsys: Capsys, tmp_path: Path, content: bytes, ending: str
) -> None:
    file = tmp_path / f"hostile{ending}"
    file.write_bytes(content)
    assert_refused(capsys, file)


@HARMLESS
@given(data=st.data())
def test_broken_files_never_give_a_traceback(capsys: Capsys, tmp_path: Path, data: st.DataObject) -> None:
    whole = Path(LINDENTAL).read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.integers(1, 40))
    file = tmp_path / "broken.yaml"
    file.write_bytes(whole[:at] + data.draw(st.binary(max_size=12)) + whole[at + length :])
    assert main(["convert", str(file), str(tmp_path / "out.json"), "--force"]) in (0, 2)
    assert "Traceback" not in capsys.readouterr().err


def assert_refused(capsys: Capsys, file: Path) -> None:
    answer = call(capsys, "check", str(file))
    assert (answer.code, answer.out) == (2, "")
    assert answer.err and "Traceback" not in answer.err


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = f"{sys.executable} -m staffelstab.cli.main check '{LINDENTAL}' | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (len(done.stdout), done.stderr) == (10, "")


def test_a_terminal_that_cannot_show_umlauts_gets_question_marks(tmp_path: Path) -> None:
    environment = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    command = [sys.executable, "-m", "staffelstab.cli.main", "check", LINDENTAL]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 1
    assert b"vorgesehen" in done.stdout and b"?" in done.stdout
