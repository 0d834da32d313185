from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from staffelstab.web.kit.fields import GermanDateField


@pytest.mark.parametrize("text", ["22.11.2026", "22.11.26", " 22.11.2026 ", "2026-11-22"])
def test_reads_dates_as_people_write_them(text: str) -> None:
    assert GermanDateField().clean(text) == date(2026, 11, 22)


@pytest.mark.parametrize("text", ["11/22/2026", "31.02.2026", "morgen", "22.11."])
def test_says_what_to_write(text: str) -> None:
    with pytest.raises(ValidationError, match=r"22\.11\.2026"):
        GermanDateField().clean(text)


def test_shows_dates_the_german_way() -> None:
    assert 'value="22.11.2026"' in GermanDateField().widget.render("day", date(2026, 11, 22))
