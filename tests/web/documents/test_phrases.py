from __future__ import annotations

import pytest
from django.utils import translation

from staffelstab.web.documents.phrases import Span, span_words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(), "nicht bekannt"),
        (Span(0, None), "nicht bekannt"),
        (Span(0, 0), "0"),
        (Span(58, 58), "58"),
        (Span(90, 110), "90 bis 110"),
        (Span(0, 110), "höchstens 110"),
        (Span(None, 20), "höchstens 20"),
        (Span(1500, None), "mindestens 1.500"),
    ],
)
def test_a_range_stays_a_range(span: Span, words: str) -> None:
    with translation.override("de"):
        assert span_words(span) == words
