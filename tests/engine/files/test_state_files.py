"""A Land on disk: a folder with a file per district, or one file; what cannot be read is told, the rest is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from staffelstab.engine.check import Question, check_state
from staffelstab.engine.errors import InputError
from staffelstab.engine.files import read_state, write_json, write_xlsx, write_yaml
from staffelstab.engine.files.reading import LARGEST_FILE
from staffelstab.engine.model import Pathway, Place
from tests.engine.towns import NEW_YEAR, arrows, offer, raises, town


def district(key: str, name: str, *places: str) -> Pathway:
    """A district with a course and a job; its stations have names of their own."""
    course, job = offer(f"{key}-course", raises("work", "none")), offer(f"{key}-job", raises("work", "job"))
    served = [replace(o, territory=places) for o in (course, job)]
    return town(
        tuple(served),
        arrows(f"{course.key}>{job.key}"),
        entry=(course.key,),
        title=name,
        places=tuple(Place(place, f"Town {place}") for place in places),
    )


EAST = district("east", "East", "99001001", "99001002")
WEST = district("west", "West", "99002001")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "99001.yaml").write_text(write_yaml(EAST), encoding="utf-8")
    (tmp_path / "99002.xlsx").write_bytes(write_xlsx(WEST))
    return tmp_path


def test_every_file_is_a_district(folder: Path) -> None:
    (folder / "notes.txt").write_text("no pathway")
    (folder / ".hidden.yaml").write_text("no pathway")
    (folder / "more.json").mkdir()
    state = read_state(folder)
    assert [(d.key, d.name, d.pathway) for d in state.districts] == [
        ("99001", "East", EAST),
        ("99002", "West", WEST),
    ]
    assert state.unchecked == ()


def test_one_file_gives_the_districts_of_a_folder(folder: Path, tmp_path: Path) -> None:
    whole = replace(
        EAST,
        offers=(*EAST.offers, *WEST.offers),
        places=(*EAST.places, *WEST.places),
        concept=replace(
            EAST.concept,
            stations=(*EAST.concept.stations, *WEST.concept.stations),
            entry_points=(*EAST.concept.entry_points, *WEST.concept.entry_points),
            transitions=(*EAST.concept.transitions, *WEST.concept.transitions),
        ),
    )
    file = tmp_path / "land.json"
    file.write_text(write_json(whole), encoding="utf-8")
    one = read_state(file, names={"99001": "East", "99002": "West"})
    file.unlink()
    assert check_state(one.districts, Question(NEW_YEAR)) == check_state(
        read_state(folder).districts, Question(NEW_YEAR)
    )


def test_a_broken_file_is_named_and_the_others_are_read(folder: Path) -> None:
    (folder / "99000.yaml").write_text("offers: [", encoding="utf-8")
    (folder / "99003.json").write_text("", encoding="utf-8")
    (folder / "99004.xlsx").write_bytes(b"PK no workbook")
    state = read_state(folder)
    assert [d.key for d in state.districts] == ["99001", "99002"]
    assert [u.name for u in state.unchecked] == ["99000.yaml", "99003.json", "99004.xlsx"]
    assert {u.problems[0].location.file for u in state.unchecked if u.problems[0].location} == {
        u.name for u in state.unchecked
    }
    assert state.unchecked[1].problems[0].code == "empty-file"


def test_two_files_that_claim_the_same_place(folder: Path) -> None:
    (folder / "99009.json").write_text(write_json(district("x", "Other", "99002001")), encoding="utf-8")
    state = read_state(folder)
    assert [d.key for d in state.districts] == ["99001", "99002"]
    problem = state.unchecked[0].problems[0]
    assert (state.unchecked[0].name, problem.code) == ("99009.json", "place-claimed")
    assert problem.arguments == {"place": "Town 99002001 (99002001)", "other": "99002.xlsx"}


def test_the_same_district_in_two_formats_is_claimed_twice_and_keeps_its_ending(folder: Path) -> None:
    (folder / "99001.json").write_text(write_json(EAST), encoding="utf-8")
    state = read_state(folder)
    assert [d.key for d in state.districts] == ["99001.json", "99002"]
    assert [u.name for u in state.unchecked] == ["99001.yaml"]


def test_an_empty_folder_and_one_that_is_not_there(tmp_path: Path) -> None:
    for place, code in ((tmp_path, "no-districts"), (tmp_path / "nowhere", "file-not-found")):
        with pytest.raises(InputError) as caught:
            read_state(place)
        assert caught.value.problems[0].code == code


def test_files_without_places_do_not_claim_anything(tmp_path: Path) -> None:
    for name in ("a", "b"):
        pathway = replace(EAST, places=(), offers=tuple(replace(o, territory=None) for o in EAST.offers))
        (tmp_path / f"{name}.json").write_text(write_json(pathway), encoding="utf-8")
    assert [d.key for d in read_state(tmp_path).districts] == ["a", "b"]


def test_a_file_of_a_land_may_be_larger_than_one_of_a_district(tmp_path: Path) -> None:
    file = tmp_path / "land.json"
    file.write_text(write_json(EAST) + " " * LARGEST_FILE, encoding="utf-8")
    assert len(read_state(file).districts) == 1
    (tmp_path / "folder").mkdir()
    file.rename(tmp_path / "folder" / "district.json")
    assert read_state(tmp_path / "folder").unchecked[0].problems[0].code == "file-too-large"


def test_progress_names_every_file(folder: Path) -> None:
    told: list[tuple[int, int, str]] = []
    read_state(folder, watch=lambda *news: told.append(news))
    assert told == [(1, 2, "99001.yaml"), (2, 2, "99002.xlsx")]
