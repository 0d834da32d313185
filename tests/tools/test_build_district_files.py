"""The committed district files are what the catalogue and the overlays give."""

from __future__ import annotations

import pytest

from staffelstab.programmes.districts import FOLDER, LANGUAGES, names
from tools.build_district_files import OVERLAYS, in_language, main


def test_the_files_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    """If this fails: python tools/build_district_files.py"""
    assert main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_every_overlay_gives_one_file_per_language() -> None:
    overlays = {overlay.stem for overlay in OVERLAYS.glob("*.yaml")}
    assert overlays == set(names())
    assert len(list(FOLDER.glob("*.yaml"))) == len(LANGUAGES) * len(overlays)


def test_texts_become_one_language_but_titles_keep_both() -> None:
    both = {"de": "Kurs", "en": "course"}
    station = {"title": both, "handover": {"papers": both}, "conditions": [both, "x"]}
    assert in_language(station, "en") == {
        "title": both,
        "handover": {"papers": "course"},
        "conditions": ["course", "x"],
    }
