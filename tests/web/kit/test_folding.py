from __future__ import annotations

import pytest

from staffelstab.web.kit.folding import fold, words_of


@pytest.mark.parametrize("typed", ["Nähwerkstatt", "NÄHWERKSTATT", "Naehwerkstatt", "Na\u0308hwerkstatt"])
def test_one_word_however_it_is_typed(typed: str) -> None:
    assert fold(typed) == "nahwerkstatt"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("Straße", "strasse"), ("Übergang – Beruf!", "ubergang beruf"), ("§ 60c", "60c"), ("%_", ""), ("Café", "cafe")],
)  # fmt: skip
def test_signs_are_no_hindrance(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize("word", ["Nähen", "Frauen", "neue", "Übergänge", "Aktuelles"])
def test_the_beginning_of_a_word_finds_it(word: str) -> None:
    for length in range(1, len(word) + 1):
        assert fold(word).startswith(fold(word[:length]))


def test_words_are_asked_once_and_not_too_many() -> None:
    assert words_of("Kurs kurs KURS und a b c d e f g") == ["kurs", "und", "a", "b", "c", "d"]
