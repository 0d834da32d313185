"""staffelstab explain: the story of one finding or several."""

from __future__ import annotations

import pytest

from tests.cli.calling import LINDENTAL, call

Capsys = pytest.CaptureFixture[str]


def test_a_story_step_by_step(capsys: Capsys) -> None:
    answer = call(capsys, "explain", LINDENTAL, "dead-end.no-transition.vorkurs")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Parkplatz: Nach »Vorkurs« fehlt ein Übergang\n")
    assert "\nDie Geschichte\n- So beginnt die Geschichte: " in answer.out
    assert "\n- Von hier geht es nicht weiter.\n" in answer.out
    assert "Der Befund beruht auf der üblichen Lesart" in answer.out


def test_the_name_may_be_copied_with_its_brackets(capsys: Capsys) -> None:
    assert call(capsys, "explain", LINDENTAL, "[waiting.law.schule]").out.startswith("Wartestellung: ")


def test_several_at_once(capsys: Capsys) -> None:
    out = call(capsys, "explain", LINDENTAL, "waiting.law.schule", "gap.never.duldung", "--language=en").out
    assert out.startswith("Waiting: ") and "\nGap: No way to a goal (Toleration)\n" in out


def test_the_question_is_the_same_as_for_check(capsys: Capsys) -> None:
    answer = call(capsys, "explain", LINDENTAL, "gap.never.arbeitsverbot", "--lenient")
    assert answer.code == 0
    assert "Der Befund beruht auf der großzügigen Lesart" in answer.out


def test_an_unknown_name_is_answered_with_the_known_ones(capsys: Capsys) -> None:
    answer = call(capsys, "explain", LINDENTAL, "waiting.law.schule", "gap.never.nobody")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Den Befund »gap.never.nobody« gibt es hier nicht. Es gibt:\n  ")
    assert "\n  gap.never.duldung\n" in answer.err


def test_a_name_is_needed(capsys: Capsys) -> None:
    answer = call(capsys, "explain", LINDENTAL)
    assert answer.code == 2
    assert answer.err.startswith("Es fehlt: BEFUND.")


def test_a_story_can_be_followed_in_the_file(capsys: Capsys) -> None:
    answer = call(capsys, "explain", LINDENTAL, "dead-end.no-transition.vorkurs", "--replay")
    assert (answer.code, answer.err) == (0, "")
    followed = answer.out.partition("\nNachgesehen in der Datei\n")[2]
    assert followed.startswith("- Schritt 1, »")
    assert "Die Geschichte stimmt mit der Datei überein." in followed
