"""The usual actors that are missing: the figure of the source, a reason that is shown and can be taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django_scopes import scope

from staffelstab.web.alliances.actions.add_organisation import add_organisation
from staffelstab.web.alliances.actions.explain_absence import explain_absence
from staffelstab.web.alliances.actions.withdraw_absence import withdraw_absence
from staffelstab.web.alliances.models import AbsentType, ActorType
from staffelstab.web.alliances.queries import absences, actors_by_field
from staffelstab.web.kit.verdict import Refused
from tests.cast import FIRST_DAY, Cast, assert_constant_queries

ROOT = "/b/musterkreis/buendnis/"
TODAY = date(2026, 11, 23)


def jobcenter() -> ActorType:
    return ActorType.objects.get(pk="jobcenter")


def missing(today: date = TODAY) -> set[str]:
    return {actor.pk for part in actors_by_field(today=today) for actor in part.missing_types}


def test_nine_types_are_expected_each_with_its_figure(cast: Cast) -> None:
    page = cast.client("brandt").get(ROOT).content.decode()
    assert page.count("von 41 Bündnissen") == 9
    assert "Jobcenter: noch nicht dabei. 36 von 41 Bündnissen" in page
    assert "Abschnitt 1.2" in page
    assert "nicht, wer in der Kerngruppe sitzt" in page


def test_a_reason_answers_the_question_until_it_is_taken_back(cast: Cast) -> None:
    with cast.inside():
        absence = explain_absence(cast.aydin, jobcenter(), reason="Der Kreis ist Optionskommune", today=TODAY)
        assert "jobcenter" not in missing()
        page = cast.client("ernst").get(ROOT).content.decode()
        assert "nicht dabei; Grund: Der Kreis ist Optionskommune" in page
        withdraw_absence(cast.aydin, absence, today=TODAY)
        assert "jobcenter" in missing()
        assert AbsentType.objects.get().taken_back_on == TODAY
        explain_absence(cast.aydin, jobcenter(), reason="Noch immer", today=TODAY)


def test_a_reason_is_idle_when_somebody_comes(cast: Cast) -> None:
    with cast.inside():
        explain_absence(cast.aydin, jobcenter(), reason="noch nicht gefragt", today=TODAY)
        add_organisation(cast.aydin, name="Jobcenter", actor_type=jobcenter(), since=FIRST_DAY)
        assert [part.absent for part in actors_by_field(today=TODAY)] == [[], [], [], []]


def test_there_is_one_open_reason_per_type(cast: Cast) -> None:
    with cast.inside():
        explain_absence(cast.aydin, jobcenter(), reason="a", today=TODAY)
        with pytest.raises(ValidationError, match="bereits"):
            explain_absence(cast.aydin, jobcenter(), reason="b", today=TODAY)
        with pytest.raises(IntegrityError), transaction.atomic():
            AbsentType.objects.create(
                alliance=cast.alliance, actor_type=jobcenter(), reason="c", said_on=TODAY, said_by="x"
            )


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_a_reason_has_words(cast: Cast, reason: str) -> None:
    with cast.inside(), pytest.raises(ValidationError):
        explain_absence(cast.aydin, jobcenter(), reason=reason, today=TODAY)


@pytest.mark.parametrize("who", ["brandt", "dikmen", "ernst"])
def test_only_the_coordination_explains(cast: Cast, who: str) -> None:
    with cast.inside():
        absence = explain_absence(cast.aydin, jobcenter(), reason="a", today=TODAY)
        with pytest.raises(Refused):
            explain_absence(getattr(cast, who), ActorType.objects.get(pk="ki"), reason="b", today=TODAY)
        with pytest.raises(Refused):
            withdraw_absence(getattr(cast, who), absence, today=TODAY)


def test_the_neighbour_asks_on(cast: Cast) -> None:
    with cast.inside():
        absence = explain_absence(cast.aydin, jobcenter(), reason="a", today=TODAY)
    with scope(alliance=cast.neighbour):
        assert "jobcenter" in missing()
        assert not absences().exists()
    foreign = f"/b/nachbarkreis/buendnis/fehlt/{absence.pk}/zuruecknehmen/"
    assert cast.client("czerny").post(foreign).status_code == 404


def test_the_coordination_explains_on_the_page(cast: Cast) -> None:
    client = cast.client("aydin")
    assert client.get(ROOT + "fehlt/vhs/").status_code == 404  # 19 of 41 are no majority
    assert "Dieses Feld" in client.post(ROOT + "fehlt/jobcenter/", {"reason": " "}).content.decode()
    page = client.post(ROOT + "fehlt/jobcenter/", {"reason": "Optionskommune"}, follow=True).content.decode()
    assert "Grund: Optionskommune" in page
    again = client.post(ROOT + "fehlt/jobcenter/", {"reason": "noch einmal"}).content.decode()
    assert "bereits" in again and "noch einmal" in again
    with cast.inside():
        pk = AbsentType.objects.get().pk
    page = client.post(f"{ROOT}fehlt/{pk}/zuruecknehmen/", follow=True).content.decode()
    assert "Jobcenter: noch nicht dabei" in page


def test_the_page_costs_the_same_however_long(cast: Cast) -> None:
    usual = list(ActorType.objects.filter(is_usual=True))

    def one_more(number: int) -> None:
        with cast.inside():
            explain_absence(cast.aydin, usual[number], reason="x", today=TODAY)

    client = cast.client("aydin")
    assert_constant_queries(lambda: client.get(ROOT), one_more)
