from __future__ import annotations

from django.urls import reverse

from staffelstab.web.kit.navigation import entries_of_all_rooms
from tests.cast import Cast


def test_every_word_of_the_story_leads_somewhere() -> None:
    for entry in entries_of_all_rooms():
        assert reverse(entry.url_name, kwargs={"alliance_slug": "x"}), entry


def test_no_two_words_stand_at_the_same_place() -> None:
    positions = [entry.position for entry in entries_of_all_rooms()]
    assert len(positions) == len(set(positions))


def test_the_current_room_is_marked_and_the_alliance_is_named(cast: Cast) -> None:
    page = cast.client("aydin").get("/b/musterkreis/buendnis/mitglieder/").content.decode()
    assert '<a class="story__link" href="/b/musterkreis/buendnis/" aria-current="true">Bündnis</a>' in page
    assert '<span class="frame__label">Bündnis Musterkreis</span>' in page


def test_outside_an_alliance_there_is_no_story(cast: Cast) -> None:
    assert 'class="story"' not in cast.client("aydin").get("/buendnisse/").content.decode()
