"""A task by link opens exactly one door: the right key, the right view, as long as it is open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from staffelstab.web.alliances.actions.clear_link_tasks import clear_link_tasks
from staffelstab.web.alliances.actions.close_link_task import close_link_task
from staffelstab.web.alliances.actions.withdraw_link_task import withdraw_link_task
from staffelstab.web.alliances.enums import LinkState
from staffelstab.web.alliances.middleware import answers_link
from staffelstab.web.alliances.models import LinkRequest, LinkTask, Participation, unscoped
from staffelstab.web.alliances.queries import open_link_tasks
from staffelstab.web.journal.models import Entry
from staffelstab.web.kit.verdict import Refused
from staffelstab.web.notices.models import Letter
from staffelstab.web.project.urls import (
    handler400,
    handler403,
    handler404,
    handler500,
)
from staffelstab.web.project.urls import (
    urlpatterns as addresses_of_the_house,
)
from tests.cast import Cast
from tests.web.alliances.making import a_link_task

TODAY = timezone.localdate()


@answers_link("alliances.try")
def answering(request: LinkRequest, link_key: str) -> HttpResponse:
    names = [row.organisation.name for row in Participation.objects.select_related("organisation")]
    return HttpResponse(f"{request.link_task.who}: {names}")


@answers_link("alliances.try", also_when_done=True)
def receipt(request: LinkRequest, link_key: str) -> HttpResponse:
    return HttpResponse("Danke")


@answers_link("alliances.other")
def another(request: LinkRequest, link_key: str) -> HttpResponse:
    return HttpResponse("never")


def without_a_mark(request: HttpRequest, link_key: str) -> HttpResponse:
    return HttpResponse("never")


urlpatterns = [
    path("l/try/<str:link_key>/", answering, name="try_link"),
    path("l/receipt/<str:link_key>/", receipt),
    path("l/other/<str:link_key>/", another),
    path("l/unmarked/<str:link_key>/", without_a_mark),
    *addresses_of_the_house,
]
__all__ = ["handler400", "handler403", "handler404", "handler500"]


@pytest.fixture(autouse=True)
def with_these_addresses(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__


def a_task(cast: Cast, **said: object) -> tuple[LinkTask, str]:
    return a_link_task(cast, "alliances.try", "try_link", **said)  # type: ignore[arg-type]


def test_the_key_opens_its_alliance_without_an_account(cast: Cast) -> None:
    _task, key = a_task(cast)
    page = Client().get(f"/l/try/{key}/")
    assert page.content.decode() == "Kursleitung, Bildungswerk Musterkreis: ['Bildungswerk Musterkreis']"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("place", ["try", "other", "unmarked"])
@pytest.mark.parametrize("wrong", ["x" * 43, "", "../", "%00"])
def test_a_wrong_key_opens_nothing(cast: Cast, place: str, wrong: str) -> None:
    a_task(cast)
    assert Client().get(f"/l/{place}/{wrong}/").status_code == 404


@pytest.mark.parametrize("place", ["other", "unmarked"])
def test_the_key_of_one_kind_opens_no_other_view(cast: Cast, place: str) -> None:
    _task, key = a_task(cast)
    for client in (Client(), cast.client("aydin"), cast.client("czerny")):
        assert client.get(f"/l/{place}/{key}/").status_code == 404


def test_the_database_does_not_know_the_key_and_the_letter_is_emptied(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        task, key = a_task(cast)
    assert key in mail.outbox[0].body
    assert key not in str(vars(task)) and key not in Letter.objects.get().text
    assert key not in str(list(Entry.objects.values()))


def test_an_expired_link_says_so_and_whom_to_ask(cast: Cast) -> None:
    _task, key = a_task(cast, today=TODAY - timedelta(days=31))
    page = Client().get(f"/l/try/{key}/")
    assert page.status_code == 410
    assert "Koordination" in page.content.decode()


def test_a_link_opens_on_its_last_day(cast: Cast) -> None:
    _task, key = a_task(cast, today=TODAY - timedelta(days=30))
    assert Client().get(f"/l/try/{key}/").status_code == 200


def test_what_is_withdrawn_does_not_open(cast: Cast) -> None:
    task, key = a_task(cast)
    with cast.inside():
        withdraw_link_task(cast.aydin, task, today=TODAY)
        assert list(open_link_tasks(today=TODAY)) == []
    assert Client().get(f"/l/try/{key}/").status_code == 410
    with cast.inside(), pytest.raises(ValidationError):
        close_link_task(task, today=TODAY)


def test_whoever_is_second_hears_that_it_was_answered(cast: Cast) -> None:
    task, key = a_task(cast)
    with cast.inside():
        assert close_link_task(task, today=TODAY).state_on(TODAY) == LinkState.DONE
        with pytest.raises(ValidationError):
            close_link_task(task, today=TODAY)
        with pytest.raises(ValidationError):
            withdraw_link_task(cast.aydin, task, today=TODAY)
    assert Client().get(f"/l/try/{key}/").status_code == 410
    assert Client().get(f"/l/receipt/{key}/").content == b"Danke"


@pytest.mark.parametrize("who", ["brandt", "dikmen", "ernst"])
def test_only_the_coordination_asks_in_the_name_of_the_alliance(cast: Cast, who: str) -> None:
    task, _key = a_task(cast)
    with cast.inside(), pytest.raises(Refused):
        withdraw_link_task(getattr(cast, who), task, today=TODAY)


def test_addresses_go_after_a_year(cast: Cast) -> None:
    old, _key = a_task(cast, today=TODAY - timedelta(days=500))
    young, _other = a_task(cast)
    assert clear_link_tasks(today=TODAY) == 1
    with unscoped("the test looks at all rows"):
        assert LinkTask.objects.get(pk=old.pk).address == ""
        assert LinkTask.objects.get(pk=young.pk).address
    assert clear_link_tasks(today=TODAY) == 0
