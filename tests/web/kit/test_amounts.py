"""Numbers as people write them: the words stay, the ends are read, nothing is guessed."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from staffelstab.web.kit.amounts import HIGHEST, read_amount, spelled

READ = {
    "400": (400, 400),
    "about 400": (360, 440),
    "ca. 400 Personen": (360, 440),
    "rund 1.200": (1080, 1320),
    "over 600": (601, None),
    "mehr als 50 Jugendliche": (51, None),
    "almost 70 000": (63_000, 70_000),
    "fast 70.000": (63_000, 70_000),
    "gut 100": (100, 110),
    "up to 13 700": (None, 13_700),
    "10 to 15": (10, 15),
    "zwischen 10 und 15": (10, 15),
    "ca. 5–10": (4, 11),
    "5 bis ca. 10": (4, 11),
    "mindestens 3": (3, None),
    "unter 5": (None, 4),
    "100+": (100, None),
    "keine": (0, 0),
    "0": (0, 0),
}


@pytest.mark.parametrize(("text", "ends"), READ.items())
def test_words_become_ends(text: str, ends: tuple[int | None, int | None]) -> None:
    amount = read_amount(text)
    assert (amount.minimum, amount.maximum) == ends
    assert amount.wording == text


@pytest.mark.parametrize(
    "text", ["", "viele", "-5", "1,5", "zwölf", "1.2.3", "15-10", "unter 0", "9" * 12, "5 5"]
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        read_amount(text)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        amount = read_amount(text)
    except ValidationError:
        return
    assert amount.maximum is None or (amount.minimum or 0) <= amount.maximum


@pytest.mark.parametrize("language", ["de", "en"])
@given(
    ends=st.lists(st.integers(0, HIGHEST), min_size=2, max_size=2),
    is_open=st.sampled_from(["", "low", "high"]),
)
def test_what_is_spelled_is_read_again(language: str, ends: list[int], is_open: str) -> None:
    low, high = sorted(ends)
    minimum, maximum = (None if is_open == "low" else low), (None if is_open == "high" else high)
    with translation.override(language):
        amount = read_amount(spelled(minimum, maximum))
    assert (amount.minimum, amount.maximum) == (minimum, maximum)
