"""A concept with figures that can be counted by hand: 40 persons, a pre-course that leads no further."""

from __future__ import annotations

from typing import Any

from staffelstab.web.concepts.models import Concept
from tests.cast import Cast
from tests.web.concepts.making import an_applied_import, the_town

FIRST = "Programm Brücke: ohne Handlungsfeld"


def a_figure(cast: Cast, **changes: Any) -> Concept:
    concept = an_applied_import(cast, the_town(**changes)).concept
    assert concept is not None
    return concept
