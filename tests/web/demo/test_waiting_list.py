from __future__ import annotations

from datetime import date

from staffelstab.web.alliances.models import Place
from staffelstab.web.demo.actions.leave_list import leave_list
from staffelstab.web.intake.actions.answer_doubts import answer_doubts
from staffelstab.web.intake.enums import State
from tests.cast import Cast
from tests.web.intake.making import a_compared_list, done


def test_the_waiting_list_has_something_to_decide_and_no_persons(cast: Cast) -> None:
    with cast.inside():
        shown = leave_list(cast.aydin, "kursliste.csv", today=date(2026, 11, 23))
    assert shown.left_out == ["Ansprechpartner"]
    assert len(shown.notes) == 4
    shown.refresh_from_db()
    assert shown.state == State.COMPARED and shown.counts["doubtful"]


def test_an_answer_counts_for_an_invented_municipality_too(cast: Cast) -> None:
    Place.objects.create(
        ags="99001002",
        name="Altenfurt",
        short_name="Altenfurt",
        district_key="05999",
        district_name="Musterkreis",
        population=1,
        population_date=date(2026, 1, 1),
        latitude=51,
        longitude=7,
    )
    shown = a_compared_list(cast, "Titel;Gemeinde\nNähen;Altenfuhrt\n")
    with cast.inside():
        answer_doubts(cast.aydin, shown, {"territory": {"Altenfuhrt": "99001002"}})
    assert done(cast, shown, State.COMPARING).counts["new"] == 1
