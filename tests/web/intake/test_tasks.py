"""Work on many rows: in batches, stopped, gone on with, refused to a second one, taken back as far as possible."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django_scopes import scope

from staffelstab.web.alliances.models import Participation
from staffelstab.web.concepts.models import Concept
from staffelstab.web.intake.actions.begin_work import begin_work
from staffelstab.web.intake.actions.discard_list import discard_list
from staffelstab.web.intake.actions.stop_work import stop_work
from staffelstab.web.intake.enums import State
from staffelstab.web.intake.models import Batch, ForeignList, Origin
from staffelstab.web.intake.tasks import work
from staffelstab.web.kit.verdict import Refused
from staffelstab.web.offers.models import Need, Offer
from tests.cast import Cast
from tests.web.concepts.making import a_concept
from tests.web.intake.making import TODAY, a_compared_list, a_list, a_taken_list, confirmed, done

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def needs(rows: int) -> str:
    lines = [f"Gruppe {n};Musterstadt;{n}" for n in range(rows)]
    return "\n".join(["Gruppe;Gemeinde;Anzahl", *lines]) + "\n"


def test_many_rows_come_in_batches(cast: Cast) -> None:
    shown = a_list(cast, needs(1200))
    with cast.inside():
        shown = confirmed_without_work(cast, shown)
        work(cast.aydin, begin_work(cast.aydin, shown, State.TAKING, now=NOW), today=TODAY)
        assert (Batch.objects.count(), Need.objects.count()) == (3, 1200)


def test_work_stops_behind_a_batch_and_is_gone_on_with(cast: Cast) -> None:
    shown = a_list(cast, needs(1200))
    with cast.inside():
        shown = confirmed_without_work(cast, shown)
        begun = begin_work(cast.aydin, shown, State.TAKING, now=NOW)
        stop_work(cast.aydin, begun)
        work(cast.aydin, begun, today=TODAY)
        shown.refresh_from_db()
        assert (shown.state, Need.objects.count()) == (State.STOPPED, 500)
        work(cast.aydin, begin_work(cast.aydin, shown, State.TAKING, now=NOW), today=TODAY)
        shown.refresh_from_db()
        assert (shown.state, Need.objects.count()) == (State.TAKEN, 1200)
        assert Origin.objects.count() == 1200


def confirmed_without_work(cast: Cast, shown: ForeignList) -> ForeignList:
    from staffelstab.web.intake.actions.map_columns import map_columns

    map_columns(cast.aydin, shown, what="needs", columns=["label", "territory", "persons"], constants={})
    work(cast.aydin, begin_work(cast.aydin, shown, State.COMPARING, now=NOW), today=TODAY)
    shown.refresh_from_db()
    return shown


def test_what_was_stopped_can_be_taken_back(cast: Cast) -> None:
    shown = a_list(cast, needs(1200))
    with cast.inside():
        shown = confirmed_without_work(cast, shown)
        begun = begin_work(cast.aydin, shown, State.TAKING, now=NOW)
        stop_work(cast.aydin, begun)
        work(cast.aydin, begun, today=TODAY)
        shown.refresh_from_db()
        work(cast.aydin, begin_work(cast.aydin, shown, State.UNDOING, now=NOW), today=TODAY)
        assert not Need.objects.exists()


def test_only_the_first_one_works_on_a_list(cast: Cast) -> None:
    shown = a_compared_list(cast)
    with cast.inside():
        begin_work(cast.aydin, shown, State.TAKING, now=NOW)
        with pytest.raises(Refused, match="gerade gearbeitet"):
            begin_work(cast.aydin, shown, State.TAKING, now=NOW + timedelta(seconds=30))
        begin_work(cast.aydin, shown, State.TAKING, now=NOW + timedelta(minutes=5))


def test_of_two_who_begin_at_once_one_works(transactional_db: None, cast: Cast) -> None:
    shown = a_compared_list(cast)
    together, ends = threading.Barrier(2), []

    def begin() -> None:
        together.wait(timeout=30)
        try:
            with scope(alliance=cast.alliance):
                begin_work(cast.aydin, shown, State.TAKING, now=NOW)
            ends.append("works")
        except Refused:
            ends.append("refused")
        connection.close()

    threads = [threading.Thread(target=begin) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(ends) == ["refused", "works"]
    with cast.inside():
        work(cast.aydin, ForeignList.objects.get(pk=shown.pk), today=TODAY)
        assert Offer.objects.count() == 2


def test_two_lists_at_once_do_not_make_a_thing_twice(cast: Cast) -> None:
    """Both were compared when nothing was there; the second one finds what the first one brought."""
    text = "Name;Art\nNeues Werk;Bildungsträger\n"
    first, second = a_compared_list(cast, text), a_compared_list(cast, text)
    done(cast, first, State.TAKING)
    second = done(cast, second, State.TAKING)
    with cast.inside():
        assert Participation.objects.filter(organisation__name="Neues Werk").count() == 1


def test_what_was_changed_after_the_comparison_is_not_overwritten(cast: Cast) -> None:
    a_taken_list(cast)
    again = a_compared_list(
        cast, "Titel;Träger;Gemeinde;Plätze\nDeutschkurs B1;Bildungswerk Musterkreis;Musterstadt;30\n"
    )
    assert again.counts["changed"] == 1
    with cast.inside():
        Offer.objects.filter(title="Deutschkurs B1").update(places=20)
    again = done(cast, again, State.TAKING)
    with cast.inside():
        assert Offer.objects.get(title="Deutschkurs B1").places == 20
    assert "nach dem Vergleich geändert" in again.refused[0][2]


def test_what_was_changed_after_it_was_taken_over_stays_and_is_named(cast: Cast) -> None:
    shown = a_taken_list(cast)
    with cast.inside():
        Offer.objects.filter(title="Werkstatt").update(places=99)
    shown = done(cast, shown, State.UNDOING)
    with cast.inside():
        assert [offer.title for offer in Offer.objects.all()] == ["Werkstatt"]
        assert Participation.objects.filter(organisation__name="Lernwerk gGmbH").exists()
    assert [row[1] for row in shown.refused if row[0]] == ["Werkstatt"]


def test_what_something_is_built_on_stays_and_is_named(cast: Cast) -> None:
    from staffelstab.web.concepts.actions.add_station import add_station

    shown = a_taken_list(cast)
    with cast.inside():
        offer, other = Offer.objects.get(title="Werkstatt"), Offer.objects.get(title="Deutschkurs B1")
    concept: Concept = a_concept(cast)
    with cast.inside():
        add_station(cast.aydin, concept, offer=offer, revision=concept.revision, is_entry_point=False)
    shown = done(cast, shown, State.UNDOING)
    reasons = {row[1]: row[2] for row in shown.refused}
    assert concept.title in reasons["Werkstatt"]
    with cast.inside():
        assert Offer.objects.filter(pk=offer.pk).exists() and not Offer.objects.filter(pk=other.pk).exists()


def test_a_row_that_can_no_longer_be_read_is_set_aside_and_named(cast: Cast) -> None:
    shown = a_compared_list(cast)
    with cast.inside():
        batch = Batch.objects.get(foreign_list=shown)
        batch.rows[0][1] = "T" * 300
        batch.save()
    shown = done(cast, shown, State.TAKING)
    assert [(row[0], row[2]) for row in shown.refused] == [
        (2, "Es wurde nach dem Vergleich geändert. Bitte vergleichen Sie die Liste noch einmal.")
    ]
    with cast.inside():
        assert [offer.title for offer in Offer.objects.all()] == ["Werkstatt"]


def test_a_list_that_is_not_needed_leaves_no_row_behind(cast: Cast) -> None:
    shown = a_list(cast)
    with cast.inside():
        discard_list(cast.aydin, shown)
        assert not Batch.objects.exists() and not ForeignList.objects.exists()


def test_progress_is_said_in_rows_and_percent(cast: Cast) -> None:
    shown = a_list(cast, needs(1200))
    with cast.inside():
        ForeignList.objects.filter(pk=shown.pk).update(
            state=State.TAKING, rows_done=300, seen_at=datetime.now(UTC), began_at=datetime.now(UTC)
        )
    url = reverse("intake:progress", kwargs={"alliance_slug": cast.alliance.slug, "list_id": shown.pk})
    answer = cast.client("aydin").get(url, headers={"HX-Request": "true"})
    assert "25 Prozent: 300 von 1200 Zeilen." in answer.content.decode().replace("1.200", "1200")
    assert "HX-Refresh" not in answer.headers


def test_when_the_work_is_done_the_page_loads_itself_anew(cast: Cast) -> None:
    shown = a_compared_list(cast)
    url = reverse("intake:progress", kwargs={"alliance_slug": cast.alliance.slug, "list_id": shown.pk})
    answer = cast.client("aydin").get(url, headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"


def test_constants_hold_where_the_list_says_nothing(cast: Cast) -> None:
    shown = confirmed(
        cast, a_list(cast, "Titel\nDeutschkurs\n"), territory="kreisweit", what="offers", columns=["title"]
    )
    done(cast, shown, State.TAKING)
    with cast.inside():
        assert Offer.objects.get().territory.count() == 3
