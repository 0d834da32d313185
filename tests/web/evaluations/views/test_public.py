from __future__ import annotations

from django.test import Client
from django.urls import reverse

from staffelstab.web.alliances.actions.add_contact import add_contact
from staffelstab.web.alliances.enums import Visibility
from staffelstab.web.evaluations.models import PublicPage
from staffelstab.web.journal.models import Entry
from tests.cast import FIRST_DAY, Cast, assert_constant_queries
from tests.web.evaluations.making import a_figure
from tests.web.offers.making import an_offer


def preview_of(cast: Cast) -> str:
    return reverse("evaluations:who_does_what", args=[cast.alliance.slug])


def public_of(cast: Cast) -> str:
    return reverse("evaluations_public:who_does_what", args=[cast.alliance.slug])


def publish(cast: Cast, introduction: str = "Kommen Sie vorbei.") -> None:
    cast.client("aydin").post(preview_of(cast), {"introduction": introduction})


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    a_figure(cast)
    assert cast.client("czerny").get(preview_of(cast)).status_code == 404
    assert Client().get(public_of(cast)).status_code == 404


def test_what_is_not_published_does_not_exist_for_anybody_outside(cast: Cast) -> None:
    a_figure(cast)
    for who in ("nobody", "czerny", "brandt", "aydin"):
        assert cast.client(who).get(public_of(cast)).status_code == 404
    nowhere = reverse("evaluations_public:who_does_what", args=["nirgends"])
    assert Client().get(nowhere).status_code == 404


def test_only_the_coordination_publishes(cast: Cast) -> None:
    a_figure(cast)
    for who in ("brandt", "dikmen", "ernst"):
        assert cast.client(who).get(preview_of(cast)).status_code == 200
        assert cast.client(who).post(preview_of(cast), {"introduction": "x"}).status_code == 403
    with cast.inside():
        assert not PublicPage.objects.exists()


def test_everybody_reads_what_was_published_in_both_languages(cast: Cast) -> None:
    a_figure(cast)
    publish(cast)
    page = Client().get(public_of(cast), HTTP_ACCEPT_LANGUAGE="de").content.decode()
    assert "Kommen Sie vorbei." in page
    assert "Programm Brücke" in page
    assert "Befristet, bis 31.12.2029." in page
    assert "Vorkurs Deutsch" in page
    assert "Ohne das Programm bliebe hier nichts." not in page
    english = Client()
    english.cookies["django_language"] = "en"
    assert "What programmes do here" in english.get(public_of(cast)).content.decode()
    assert Entry.objects.filter(code="evaluations.publish_page").count() == 1


def test_the_page_shows_no_count_of_persons(cast: Cast) -> None:
    town_needs = [{"key": "ohne-a2", "when": {"language": ["none"]}, "persons": 4711}]
    a_figure(cast, needs=town_needs)
    publish(cast)
    page = Client().get(public_of(cast)).content.decode()
    with cast.inside():
        contents = PublicPage.objects.get().contents
    assert "4711" not in page
    assert "4.711" not in page
    assert "4711" not in str(contents)


def test_later_changes_stay_inside_until_they_are_published(cast: Cast) -> None:
    a_figure(cast)
    publish(cast)
    an_offer(cast, title="Noch geheimes Angebot")
    assert "Noch geheimes Angebot" in cast.client("brandt").get(preview_of(cast)).content.decode()
    assert "Noch geheimes Angebot" not in Client().get(public_of(cast)).content.decode()
    publish(cast)
    assert "Noch geheimes Angebot" in Client().get(public_of(cast)).content.decode()


def test_taken_back_it_is_gone(cast: Cast) -> None:
    a_figure(cast)
    publish(cast)
    withdraw = reverse("evaluations:withdraw_page", args=[cast.alliance.slug])
    assert cast.client("czerny").post(withdraw).status_code == 404
    assert cast.client("dikmen").post(withdraw).status_code == 403
    cast.client("aydin").post(withdraw)
    assert Client().get(public_of(cast)).status_code == 404
    assert "Kommen Sie vorbei." in cast.client("aydin").get(preview_of(cast)).content.decode()


def test_nothing_is_published_about_nothing_and_what_was_typed_stays(cast: Cast) -> None:
    answer = cast.client("aydin").post(preview_of(cast), {"introduction": "Mein Text"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Es gibt noch kein Angebot, die Seite würde also nichts sagen." in page
    assert "Mein Text" in page


def test_markup_in_an_introduction_is_text(cast: Cast) -> None:
    a_figure(cast)
    publish(cast, introduction="<script>alert(1)</script>")
    assert "<script>alert" not in Client().get(public_of(cast)).content.decode()


def test_more_offers_cost_no_more_queries(cast: Cast) -> None:
    a_figure(cast, title="Gezählt")
    client = cast.client("brandt")
    assert_constant_queries(
        lambda: client.get(preview_of(cast)), lambda n: an_offer(cast, title=f"Angebot {n}", months=n)
    )


def test_only_contacts_for_everybody_leave_the_alliance(cast: Cast) -> None:
    a_figure(cast)
    with cast.inside():
        partner = cast.partner_organisation
        add_contact(
            cast.aydin,
            partner,
            function="Kursberatung",
            valid_from=FIRST_DAY,
            function_for=Visibility.PUBLIC,
            phone="02999 1234",
            phone_for=Visibility.PUBLIC,
            email="innen@example.org",
        )
        add_contact(cast.aydin, partner, function="Teamleitung intern", valid_from=FIRST_DAY)
    publish(cast)
    page = Client().get(public_of(cast)).content.decode()
    assert "Kursberatung" in page
    assert "02999 1234" in page
    assert "innen@example.org" not in page
    assert "Teamleitung intern" not in page
