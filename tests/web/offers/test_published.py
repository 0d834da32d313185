"""Published figures of a district, taken over in one click."""

from __future__ import annotations

import pytest

from staffelstab.web.alliances.actions.load_reference_data import load_reference_data
from staffelstab.web.alliances.models import Alliance
from staffelstab.web.offers.models import Need
from tests.cast import Cast

ROOT = "/b/musterkreis/angebote/bedarfe/veroeffentlicht/"


@pytest.fixture
def unna(cast: Cast) -> Cast:
    load_reference_data()
    Alliance.objects.filter(pk=cast.alliance.pk).update(district_key="05978")
    return cast


def test_a_planner_sees_the_figures_of_the_district_with_posts_and_source(unna: Cast) -> None:
    page = unna.client("brandt").get(ROOT).content.decode()
    for words in ("Lünen", "2020", "0,8", "rundblick-unna.de", "Teilhabemanagement: eine Stelle je 100"):
        assert words in page
    assert "Als berichteten Bedarf" not in page, "a partner records no needs"


def test_a_figure_becomes_a_reported_need_once(unna: Cast) -> None:
    client = unna.client("aydin")
    assert client.post(f"{ROOT}TG26/").status_code == 302
    again = client.post(f"{ROOT}TG26/", follow=True).content.decode()
    assert "wurde schon übernommen" in again
    with unna.inside():
        need = Need.objects.get()
        assert (need.minimum, need.maximum, need.method) == (81, 81, "reported")
        assert {place.pk for place in need.places.all()} == {"05978024", "05978032"}
        assert need.when["clocks"] == {"age": {"min": 216, "max": 335}}
        assert need.source.startswith("https://www.muensterlandzeitung.de/")


def test_words_of_a_figure_stay(cast: Cast) -> None:
    load_reference_data()
    Alliance.objects.filter(pk=cast.alliance.pk).update(district_key="05334")
    cast.client("aydin").post(f"{ROOT}TG24/")
    with cast.inside():
        need = Need.objects.get()
        assert (need.wording, need.minimum, need.maximum) == ("rund 400", 360, 440)
        places = {place.pk for place in need.places.all()}
        assert "05334002" not in places
        assert len(places) == 9


@pytest.mark.parametrize("key", ["TG01", "TG36", "TG99", "TG21"])
def test_what_is_no_count_of_persons_here_is_not_taken_over(unna: Cast, key: str) -> None:
    answer = unna.client("aydin").post(f"{ROOT}{key}/", follow=True).content.decode()
    assert "keine solche Zahl" in answer
    with unna.inside():
        assert not Need.objects.exists()


def test_without_figures_the_page_says_so(cast: Cast) -> None:
    page = cast.client("aydin").get(ROOT).content.decode()
    assert "keine Zahl zu Ihrem Kreis bekannt" in page
    assert "23.000" in page
