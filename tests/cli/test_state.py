"""staffelstab check --state: a whole Land in the terminal, as tables, as a picture."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from staffelstab.cli import state as state_command
from staffelstab.cli.progress import Progress
from staffelstab.engine.files import write_json
from staffelstab.engine.model import Place
from tests.cli.calling import Answer, call
from tests.cli.interrupts import hearing_interrupts
from tests.engine.land.test_state import valley

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def land(tmp_path: Path) -> Path:
    """Three valleys; from the northern one nobody gets anywhere without the language."""
    folder = tmp_path / "land"
    folder.mkdir()
    valleys = {"east": (30, True, 51.0, 7.0), "north": (20, False, 52.0, 7.5), "west": (7, True, None, None)}
    for key, (persons, helps, latitude, longitude) in valleys.items():
        pathway = valley(key, persons, helps=helps)
        place = Place(key, f"<{key.title()} & Sons>", None, latitude, longitude)
        write(folder / f"{key}.json", replace(pathway, title=f"Kreis {key.title()}", places=(place,)))
    return folder


def write(file: Path, pathway: object) -> None:
    file.write_text(write_json(pathway), encoding="utf-8")  # type: ignore[arg-type]


def check_land(capsys: Capsys, land: Path, *arguments: str) -> Answer:
    return call(capsys, "check", "--state", str(land), *arguments)


def test_the_districts_stand_side_by_side_the_worst_first(capsys: Capsys, land: Path) -> None:
    answer = check_land(capsys, land)
    assert (answer.code, answer.err) == (1, "")
    rows = [line.split() for line in answer.out.splitlines() if line.startswith("Kreis ")][1:]
    assert [row[1] for row in rows] == ["North", "East", "West"]
    assert rows[0][2:6] == ["1", "2", "50", "%"]
    assert "mindestens 57 und höchstens 57 Personen" in " ".join(answer.out.split())
    assert "In 1 von 3 Kreisen" in " ".join(answer.out.split())


def test_the_json_document_has_all_numbers(capsys: Capsys, land: Path) -> None:
    document = json.loads(check_land(capsys, land, "--json").out)
    assert (document["format"], document["profiles"], document["with_way"]) == (
        "staffelstab-state-report",
        6,
        5,
    )
    assert [d["key"] for d in document["districts"]] == ["east", "north", "west"]
    assert document["districts"][1]["with_way_by_place"] == {"north": 1}
    gap = next(line for line in document["findings"] if line["code"] == "gap")
    assert (gap["districts"], gap["persons"]) == (["north"], {"minimum": 0, "maximum": 20})
    names = {f["name"] for d in document["districts"] for f in d["findings"]}
    assert gap["example"][1] in names


def test_the_table_has_a_row_per_place(capsys: Capsys, land: Path, tmp_path: Path) -> None:
    write(land / "evil.json", replace(valley("evil"), title="=1+1", places=(Place("evil", "@home"),)))
    file = tmp_path / "places.csv"
    assert check_land(capsys, land, "--csv", str(file), "--quiet").code == 1
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0][:4] == ["Kreisschlüssel", "Kreis", "Ortsschlüssel", "Ort"]
    assert rows[1][:7] == ["east", "Kreis East", "east", "<East & Sons>", "2", "2", "0,0"]
    assert rows[2][:4] == ["evil", "'=1+1", "evil", "'@home"]
    assert rows[3][4:7] == ["2", "1", "50,0"]


def test_the_map_has_a_point_per_place_and_tells_what_it_shows(
    capsys: Capsys, land: Path, tmp_path: Path
) -> None:
    file = tmp_path / "map.svg"
    check_land(capsys, land, "--map", str(file), "--quiet")
    picture = etree.fromstring(file.read_bytes())
    space = {"s": "http://www.w3.org/2000/svg"}
    titles = [element.text for element in picture.findall(".//s:g/s:g/s:title", space)]
    assert titles == [
        "<East & Sons> (Kreis East): 0 % ohne Weg",
        "<North & Sons> (Kreis North): 50 % ohne Weg",
    ]
    circles = picture.findall(".//s:g/s:g/s:circle", space)
    east, north = ({name: circle.get(name) or "" for name in ("cy", "r", "fill")} for circle in circles)
    assert float(north["cy"]) < float(east["cy"])
    assert float(north["r"]) > float(east["r"])
    assert north["fill"] != east["fill"]
    assert picture.get("role") == "img"
    assert (picture.findtext("s:desc", "", space)).startswith("Orte: 2;")
    assert "Orte ohne Koordinaten, die in der Karte fehlen: 1" in file.read_text("utf-8")


def test_the_filling_gets_darker_from_class_to_class() -> None:
    from staffelstab.cli.state_map import CLASSES

    def brightness(colour: str) -> float:
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    steps = [brightness(colour) for _, colour in CLASSES]
    assert all(lighter - darker > 15 for lighter, darker in pairwise(steps))


def test_a_broken_file_is_told_and_the_exit_code_says_it_is_not_whole(capsys: Capsys, land: Path) -> None:
    (land / "broken.json").write_text("{", encoding="utf-8")
    answer = check_land(capsys, land)
    assert answer.code == 2
    assert answer.err.startswith("Nicht geprüft: broken.json\nbroken.json")
    assert "ACHTUNG: Teile des Landes" in answer.out
    assert "Kreis North" in answer.out


def test_several_processes_print_the_same(capsys: Capsys, land: Path) -> None:
    assert check_land(capsys, land, "--processes", "2").out == check_land(capsys, land).out


def test_progress_as_lines(capsys: Capsys, land: Path) -> None:
    told = check_land(capsys, land, "--progress", "--quiet").err.splitlines()
    assert told[:3] == [
        f"{i} von 3 gelesen: {name}.json" for i, name in enumerate(("east", "north", "west"), 1)
    ]
    assert [line.split(":")[0] for line in told[3:]] == [f"{i} von 3 geprüft" for i in (1, 2, 3)]


def test_narrowed_to_a_place_and_a_group(capsys: Capsys, land: Path) -> None:
    answer = check_land(capsys, land, "--place", "north", "--only", "language=A2", "--json")
    document = json.loads(answer.out)
    assert [d["key"] for d in document["districts"]] == ["north"]
    assert (document["profiles"], document["with_way"]) == (1, 1)


def test_different_days_need_one_for_all(capsys: Capsys, land: Path) -> None:
    write(land / "late.json", replace(valley("late"), date=None))
    answer = check_land(capsys, land)
    assert answer.code == 2
    assert "verschiedene Tage" in answer.err
    assert check_land(capsys, land, "--date", "2027-01-01", "--quiet").code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--csv", "x.csv", "file.yaml"], "--csv gehört zu --state."),
        (["--processes", "2", "file.yaml"], "--processes gehört zu --state."),
        (["--state", "folder", "file.yaml"], "DATEI und --state gehen nicht zusammen."),
        (["--state", "folder", "--processes", "0"], "Es braucht mindestens einen Prozess, nicht 0."),
        (
            ["--state", "folder", "--processes", "2", "--dask", "tcp://x:1"],
            "--dask und --processes gehen nicht",
        ),
        (["--state", "nowhere"], "nowhere: Die Datei gibt es nicht."),
        (["--state", "example:atlantis"], "Das Beispiel »atlantis« gibt es nicht."),
    ],
)
def test_wrong_calls(capsys: Capsys, arguments: list[str], said: str) -> None:
    answer = call(capsys, "check", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(said)


def test_files_that_are_there_stay_there(capsys: Capsys, land: Path, tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text("mine")
    assert check_land(capsys, land, "--csv", str(file)).code == 2
    assert file.read_text() == "mine"
    assert check_land(capsys, land, "--csv", str(file), "--force", "--quiet").code == 1
    assert file.read_text("utf-8-sig").startswith("Kreisschlüssel")


def test_whoever_leaves_in_the_middle_leaves_no_file(
    capsys: Capsys, land: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(self: object, done: int, total: int, name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Progress, "checked", leave)
    file = tmp_path / "places.csv"
    answer = check_land(capsys, land, "--csv", str(file), "--map", str(tmp_path / "map.svg"))
    assert (answer.code, answer.out) == (130, "")
    assert not list(tmp_path.glob("*.csv")) and not list(tmp_path.glob("*.svg"))


@pytest.mark.parametrize("more", [[], ["--processes", "2"]])
def test_control_c_leaves_no_file(tmp_path: Path, more: list[str]) -> None:
    land = ["check", "--state", "example:nrw_all_different", "--csv", "x.csv", "--map", "x.svg", "--progress"]
    command = [sys.executable, "-m", "staffelstab.cli.main", *land, *more]
    with hearing_interrupts():
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            text=True,
            start_new_session=True,
        )
    with process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("1 von 53 geprüft")
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out) == (130, "")
    assert "Abgebrochen." in err.splitlines()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_prints_the_same(capsys: Capsys, land: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="comes with requirements/cluster.in")
    workers = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    with distributed.LocalCluster(**workers) as cluster:
        spread_out = check_land(capsys, land, "--dask", cluster.scheduler_address)
    assert spread_out.out == check_land(capsys, land).out


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_does_not_answer(capsys: Capsys, land: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="comes with requirements/cluster.in")
    monkeypatch.setattr(state_command, "CLUSTER_SECONDS", 1)
    answer = check_land(capsys, land, "--dask", "tcp://127.0.0.1:9")
    assert answer.code == 2
    assert "Der Cluster tcp://127.0.0.1:9 antwortet nicht" in answer.err
