from __future__ import annotations

from datetime import date

import pytest

from staffelstab.web.concepts.queries.boards import load
from staffelstab.web.documents.phrases import Span
from staffelstab.web.evaluations.queries.modules import BY_FIELD, bundles_of, places_of_bundle, short_of
from tests.cast import Cast
from tests.web.evaluations.making import FIRST, a_figure

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("need", "places", "short"),
    [
        (Span(90, 110), Span(60, 60), Span(30, 50)),
        (Span(90, 110), Span(40, None), Span(0, 70)),
        (Span(500, None), Span(60, 60), Span(440, None)),
        (Span(), Span(60, 60), Span()),
        (Span(10, 20), Span(60, 60), Span(0, 0)),
    ],
)
def test_the_worked_numbers_of_the_definition(need: Span, places: Span, short: Span) -> None:
    assert short_of(need, places) == short


def test_stations_are_bundled_by_module_or_by_field(cast: Cast) -> None:
    concept = a_figure(cast)
    with cast.inside():
        loaded = load(concept)
        by, modules = bundles_of(loaded)
        field, fields = bundles_of(loaded, BY_FIELD)
    assert (by, [bundle.title for bundle in modules]) == ("module", [FIRST])
    assert (field, [len(bundle.stations) for bundle in fields]) == ("field", [4])


def test_ended_offers_have_no_places(cast: Cast) -> None:
    concept = a_figure(cast)
    with cast.inside():
        offers = [s.offer for s in load(concept).stations if s.offer.places]
    assert places_of_bundle(offers, today=TODAY) == Span(20, 20)
    offers[0].ended_on = date(2026, 1, 1)
    assert places_of_bundle(offers, today=TODAY) == Span(0, 0)
