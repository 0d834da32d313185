"""What following a story has shown, in words: every point has its noun and its sentence."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from staffelstab.engine.check import check
from staffelstab.engine.files import to_document
from staffelstab.engine.replay import ASPECTS, Part, Point, Replay, replay
from staffelstab.engine.wording import Language, Words
from staffelstab.engine.wording.texts import templates
from tests.engine.test_tampering import a_town, true_case
from tests.engine.towns import asked

LANGUAGES: tuple[Language, ...] = ("de", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_point_has_a_noun_and_a_sentence(language: str) -> None:
    for table in ("replay.point", "replay.wrong"):
        named = {key.removeprefix(f"{table}.") for key in templates(language) if key.startswith(f"{table}.")}
        assert named == set(ASPECTS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("aspect", ASPECTS)
def test_no_sentence_shows_a_key_or_an_unfilled_place(language: Language, aspect: str) -> None:
    said = {"dates": "2027-01-01..2027-03-01", "place": "99001001"}.get(aspect, "")
    said = said or ("2027-01-01" if aspect in ("period", "start-month", "values") else "first")
    if aspect in ("verdict", "law-period", "months-shown", "begun-by"):
        said = "2027-01-01"
    replayed = Replay((Part("step", "first", (Point(aspect, False, said, said),)),))
    sentences = Words(language).replay(replayed, a_town())
    assert len(sentences) == 2
    assert not re.search(r"[{}]|\d{4}-\d\d-\d\d|99001001", " ".join(sentences))


def test_a_true_story_in_german() -> None:
    pathway = a_town()
    finding = check(pathway, asked(pathway)).finding("dead-end.closed.second")
    assert finding is not None
    sentences = Words("de").replay(replay(to_document(pathway), asked(pathway), finding), pathway)
    assert sentences == (
        "Schritt 1, »first«: stimmt. Nachgesehen: Station, vorher kein Ziel, Übergang, Beginn, Ort, Geltung, "
        "Kursbeginn, Zugang, Hinweise, Ergebnis, Dauer, Tage und Wirkung.",
        "Schritt 2, »second«: stimmt. Nachgesehen: Station, vorher kein Ziel, Übergang, Beginn, Ort, Geltung, "
        "Kursbeginn, Zugang, Hinweise, Ergebnis, Dauer, Tage und Wirkung.",
        "Die Tür zu »job«: stimmt. Nachgesehen: Übergang, bleibt geschlossen und Gründe.",
        "Das Ende der Geschichte: stimmt. Nachgesehen: Ort des Befunds, kein Ziel und rechtzeitig.",
        "Die Geschichte stimmt mit der Datei überein. Dass es keinen anderen Weg gibt, kann eine einzelne "
        "Geschichte nicht zeigen; das sagt die Prüfung, die alle Wege ansieht.",
    )


def test_a_tampered_story_in_german() -> None:
    case = true_case().with_step(1, ends=17)
    sentences = Words("de").replay(case.replayed(), case.pathway)
    assert sentences[1] == (
        "Schritt 2, »second«: stimmt nicht. Die Geschichte nennt als Ende Monat 17; nach der Dauer ist es "
        "Monat 16."
    )
    assert sentences[-1].startswith("Die Geschichte stimmt an einer Stelle nicht mit der Datei überein.")


def test_what_cannot_be_followed_says_so() -> None:
    case = true_case()
    untold = replace(case, finding=replace(case.finding, witness=None))
    assert Words("de").replay(untold.replayed(), case.pathway) == (
        "Dieser Befund hat keine Geschichte, der man in der Datei nachgehen kann.",
    )
