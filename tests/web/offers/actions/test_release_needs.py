"""What leaves the alliance: small counts are held back, and no later list gives them away."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from staffelstab.web.journal.models import Entry
from staffelstab.web.kit.verdict import Refused
from staffelstab.web.offers.actions.release_needs import release_needs
from staffelstab.web.offers.models import Need, NeedRelease
from staffelstab.web.offers.queries.needs import needs_here
from tests.cast import Cast
from tests.web.offers.making import a_need

ROOT = "/b/musterkreis/angebote/bedarfe/herausgeben/"
DULDUNG: dict[str, Any] = {"when": {"status": "duldung"}}


def numbers(release: NeedRelease) -> dict[str, str]:
    return {f"{row[0]} in {row[2]}": row[6] for row in release.rows}


def given_out(cast: Cast, **narrowed: Any) -> NeedRelease:
    with cast.inside():
        return release_needs(cast.aydin, list(needs_here().filter(**narrowed)), recipient="Ausschuss")


def exact(cast: Cast, label: str, count: int, **said: Any) -> Need:
    return a_need(cast, label, minimum=count, maximum=count, **{**DULDUNG, **said})


def test_a_small_count_and_what_gives_it_away_are_held_back(cast: Cast) -> None:
    exact(cast, "Alle", 33)
    exact(cast, "Musterstadt", 3, places=cast.places[:1])
    exact(cast, "Altenfeld", 10, places=cast.places[1:2])
    exact(cast, "Neubrück", 20, places=cast.places[2:])
    told = list(numbers(given_out(cast)).values())
    assert sorted(told) == sorted(["33", "unter 5", "gesperrt", "20"])


def test_women_and_men_of_a_group(cast: Cast) -> None:
    exact(cast, "Alle", 35)
    exact(cast, "Frauen", 5, sex="women")
    exact(cast, "Männer", 29, sex="men")
    told = sorted(numbers(given_out(cast)).values())
    assert told.count("gesperrt") == 1, "35 - 5 - 29 leaves one"


def test_a_second_list_does_not_give_away_what_the_first_left_open(cast: Cast) -> None:
    """The second list never shows the whole group; whoever kept the first one knows it."""
    exact(cast, "Alle", 57)
    exact(cast, "Ohne Musterstadt", 54, places=cast.places[1:])
    assert set(numbers(given_out(cast, label="Alle")).values()) == {"57"}
    assert set(numbers(given_out(cast, label="Ohne Musterstadt")).values()) == {"gesperrt"}


def test_a_number_that_changed_by_few_is_held_back(cast: Cast) -> None:
    need = exact(cast, "Alle", 57)
    given_out(cast)
    with cast.inside():
        Need.objects.filter(pk=need.pk).update(minimum=59, maximum=59)
    assert set(numbers(given_out(cast)).values()) == {"gesperrt"}
    with cast.inside():
        Need.objects.filter(pk=need.pk).update(minimum=70, maximum=70)
    assert set(numbers(given_out(cast)).values()) == {"70"}


def test_ranges_are_told_with_their_words(cast: Cast) -> None:
    a_need(cast, "Viele", wording="rund 400")
    a_need(cast, "Offen", wording="über 600", sex="women")
    a_need(cast, "Wenige", wording="bis zu 4", places=cast.places[:1])
    a_need(cast, "Unbekannt", sex="men", places=cast.places[:1])
    told = set(numbers(given_out(cast)).values())
    assert "rund 400 (360 bis 440)" in told
    assert "unter 5" in told
    assert "nicht bekannt" in told


def test_what_was_given_away_before_stops_the_list(cast: Cast) -> None:
    small = exact(cast, "Musterstadt", 3, places=cast.places[:1])
    exact(cast, "Alle", 57)
    exact(cast, "Ohne Musterstadt", 54, places=cast.places[1:])
    with cast.inside():
        Need.objects.filter(pk=small.pk).update(minimum=30, maximum=30)
        both = list(needs_here())
    assert both
    assert set(numbers(given_out(cast, label="Alle")).values()) == {"57"}


def test_only_the_core_gives_out_and_says_for_whom(cast: Cast) -> None:
    need = exact(cast, "Alle", 57)
    with cast.inside():
        with pytest.raises(Refused):
            release_needs(cast.brandt, [need], recipient="Presse")
        with pytest.raises(ValidationError):
            release_needs(cast.aydin, [need], recipient=" ")
        assert not NeedRelease.objects.exists()


def test_the_page_shows_and_stores_only_when_asked(cast: Cast) -> None:
    exact(cast, "Musterstadt", 3, places=cast.places[:1])
    client = cast.client("aydin")
    page = client.get(ROOT).content.decode()
    assert "unter 5" in page
    assert "kleine Zahl" in page
    with cast.inside():
        assert not NeedRelease.objects.exists()
    assert client.post(ROOT, {"recipient": ""}).status_code == 200
    assert client.post(ROOT, {"recipient": "Sozialausschuss"}).status_code == 302
    with cast.inside():
        release = NeedRelease.objects.get()
    assert Entry.objects.filter(code="offers.release_needs").count() == 1
    content = client.get(f"{ROOT}{release.pk}.csv").content.decode("utf-8-sig")
    _header, row = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert row[6:] == ["unter 5", "kleine Zahl"]
    assert client.get(f"{ROOT}{release.pk}.xlsx").status_code == 200
    assert (
        cast.client("czerny")
        .get(f"/b/nachbarkreis/angebote/bedarfe/herausgeben/{release.pk}.csv")
        .status_code
        == 404
    )


def test_notes_never_leave(cast: Cast) -> None:
    exact(cast, "Alle", 57, note="davon 2 in der Unterkunft", source="Liste mit 2 Fällen")
    release = given_out(cast)
    assert "2 in der" not in str(release.rows)
    assert "Liste mit" not in str(release.rows)
