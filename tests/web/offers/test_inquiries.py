"""Letters to providers: asked once, answered by link, decided by the coordination."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from staffelstab.web.alliances.models import LinkTask
from staffelstab.web.journal.models import Entry
from staffelstab.web.kit.verdict import Refused
from staffelstab.web.notices.models import Letter
from staffelstab.web.offers.actions.answer_inquiry import Said, answer_inquiry
from staffelstab.web.offers.actions.ask_provider import ask_provider
from staffelstab.web.offers.actions.confirm_offer import confirm_offer
from staffelstab.web.offers.actions.decide_answer import decide_answer
from staffelstab.web.offers.actions.edit_offer import edit_offer
from staffelstab.web.offers.actions.remind_provider import remind_provider
from staffelstab.web.offers.actions.withdraw_inquiry import withdraw_inquiry
from staffelstab.web.offers.enums import AnswerKind
from staffelstab.web.offers.models import Answer, Inquiry, Offer
from staffelstab.web.offers.queries.inquiries import inventory_state, unconfirmed_by_provider, waiting_answers
from tests.cast import Cast, assert_constant_queries
from tests.web.offers.actions.test_offers import all_of
from tests.web.offers.making import a_letter, an_offer, with_address
from tests.web.offers.test_views import ROOT, choices_in, fields_of

TODAY = timezone.localdate()
BY_LINK = "Kursleitung, Bildungswerk Musterkreis (per Link)"


def page_of(key: str, query: str = "") -> str:
    answer = Client().get(f"/l/angebote/{key}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def send(key: str, *offers: Offer, **said: Any) -> Any:
    """What a browser sends when somebody opens the page, fills it for these offers and presses the button."""
    data = fields_of(page_of(key))
    for offer in offers:
        data |= {f"o{offer.pk}-{name}": value for name, value in said.items()}
    return Client().post(f"/l/angebote/{key}/", data)


def test_one_letter_asks_for_all_offers_of_a_provider(cast: Cast) -> None:
    an_offer(cast, "Deutschkurs")
    an_offer(cast, "Nähwerkstatt")
    an_offer(cast, "Fremd", organisation=None)
    inquiry, _key = a_letter(cast)
    with cast.inside():
        assert sorted(str(answer) for answer in inquiry.answers.all()) == ["Deutschkurs", "Nähwerkstatt"]
    text = Letter.objects.latest("pk").text
    assert "Bündnis Musterkreis führt 2 Angebote von Bildungswerk Musterkreis" in text
    assert len(re.findall(r"antwort=stimmt", text)) == 3, "one for all, one for each"
    assert "Fremd" not in text


def test_opening_an_address_of_the_letter_only_chooses(cast: Cast) -> None:
    offer, other = an_offer(cast), an_offer(cast, "Nähwerkstatt")
    _inquiry, key = a_letter(cast)
    page = page_of(key, f"?angebot={offer.pk}&antwort=beendet")
    assert fields_of(page).get(f"o{offer.pk}-kind") == ["ended"]
    assert f"o{other.pk}-kind" not in fields_of(page)
    everything = fields_of(page_of(key, "?antwort=stimmt"))
    assert everything[f"o{offer.pk}-kind"] == everything[f"o{other.pk}-kind"] == ["correct"]
    assert f"o{offer.pk}-kind" not in fields_of(page_of(key, "?antwort=<script>&angebot=x"))
    offer.refresh_from_db()
    assert offer.last_confirmed_on is None


def test_still_correct_for_everything_is_two_clicks(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    offers = [an_offer(cast), an_offer(cast, "Nähwerkstatt")]
    inquiry, key = a_letter(cast)
    with django_capture_on_commit_callbacks(execute=True):
        answer = Client().post(f"/l/angebote/{key}/", fields_of(page_of(key, "?antwort=stimmt")), follow=True)
    page = answer.content.decode()
    assert "Das ist alles." in page
    for offer in offers:
        offer.refresh_from_db()
        assert (offer.last_confirmed_on, offer.last_confirmed_by) == (TODAY, BY_LINK)
    assert Entry.objects.filter(code="offers.confirm_offer", actor_label=BY_LINK).count() == 2
    with cast.inside():
        inquiry.refresh_from_db()
    assert inquiry.closed_on == TODAY
    assert "Nähwerkstatt: stimmt noch" in mail.outbox[-1].body
    assert key not in mail.outbox[-1].body
    assert Client().get(f"/l/angebote/{key}/").status_code == 410
    assert Client().get(f"/l/angebote/{key}/danke/").status_code == 200


def test_what_is_not_answered_stays_open(cast: Cast) -> None:
    offer, other = an_offer(cast), an_offer(cast, "Nähwerkstatt")
    _inquiry, key = a_letter(cast)
    assert send(key, offer, kind="correct").status_code == 302
    page = page_of(key)
    assert "Schon beantwortet" in page
    assert f"o{offer.pk}-kind" not in page
    assert f"o{other.pk}-kind" in page
    assert send(key, other, kind="correct").status_code == 302


def test_facts_count_at_once(cast: Cast) -> None:
    offer = an_offer(cast, places=10)
    _inquiry, key = a_letter(cast)
    changed = {"kind": "changed", "places": "12", "start_months": ["2", "9"], "valid_to": "31.12.2030"}
    assert send(key, offer, **changed).status_code == 302
    offer.refresh_from_db()
    assert (offer.places, offer.start_months, offer.valid_to) == (12, [2, 9], date(2030, 12, 31))
    assert offer.last_confirmed_by == BY_LINK
    entry = Entry.objects.filter(code="offers.edit_offer").latest("number")
    assert entry.actor_label == BY_LINK
    assert entry.before is not None and entry.before["places"] == 10


def test_what_is_more_than_facts_waits_for_the_coordination(cast: Cast) -> None:
    offer = an_offer(cast, definition={"conditions": ["Motivationsschreiben"]})
    _inquiry, key = a_letter(cast)
    wished = {
        "kind": "changed", "everywhere": "", "territory": [cast.places[0].pk], "conditions": "Probetag\nDeutsch A2",
        "contact": "Anmeldung", "note": "Kinderbetreuung gibt es nicht mehr.",
    }  # fmt: skip
    assert send(key, offer, **wished).status_code == 302
    offer.refresh_from_db()
    assert (offer.everywhere, offer.last_confirmed_by) == (True, "")
    client = cast.client("aydin")
    assert "Antworten, die auf die Koordination warten" in client.get(f"{ROOT}bestaetigen/").content.decode()
    with cast.inside():
        (answer,) = waiting_answers()
    path = f"{ROOT}antworten/{answer.pk}/"
    page = client.get(path).content.decode()
    for text in (
        "Motivationsschreiben",
        "Probetag",
        "Musterstadt",
        "Kinderbetreuung gibt es nicht mehr.",
        "Anmeldung",
    ):
        assert text in page, text
    assert client.post(path, fields_of(page) | {"decision": "accepted"}).status_code == 302
    offer.refresh_from_db()
    assert [place.pk for place in offer.territory.all()] == [cast.places[0].pk]
    assert offer.definition["conditions"] == ["Probetag", "Deutsch A2"]
    assert (offer.last_confirmed_on, offer.last_confirmed_by) == (TODAY, BY_LINK)
    assert "übernommen" in Letter.objects.latest("pk").text
    assert "decided" not in client.get(path).content.decode()


def test_to_keep_it_needs_a_reason_that_the_provider_reads(cast: Cast) -> None:
    offer = an_offer(cast)
    _inquiry, key = a_letter(cast)
    send(key, offer, kind="changed", note="Ab Mai nur noch online.")
    with cast.inside():
        (answer,) = waiting_answers()
    client, path = cast.client("aydin"), f"{ROOT}antworten/{answer.pk}/"
    page = client.get(path).content.decode()
    refused = client.post(path, fields_of(page) | {"decision": "kept"}).content.decode()
    assert "warum das Angebot bleibt, wie es war" in refused
    assert (
        client.post(path, fields_of(page) | {"decision": "kept", "reason": "Erst im Mai"}).status_code == 302
    )
    assert "Erst im Mai" in Letter.objects.latest("pk").text
    with cast.inside(), pytest.raises(ValidationError):
        decide_answer(cast.aydin, answer, decision="accepted", today=TODAY)


def test_a_decision_counts_only_for_what_was_looked_at(cast: Cast) -> None:
    offer = an_offer(cast)
    _inquiry, key = a_letter(cast)
    send(key, offer, kind="changed", conditions="Probetag")
    with cast.inside():
        (answer,) = waiting_answers()
    client, path = cast.client("aydin"), f"{ROOT}antworten/{answer.pk}/"
    data = fields_of(client.get(path).content.decode())
    with cast.inside():
        edit_offer(cast.dikmen, Offer.objects.get(), **all_of(offer, months=9))
    page = client.post(path, data | {"decision": "accepted"}, follow=True).content.decode()
    assert "Bitte sehen Sie noch einmal hin" in page
    offer.refresh_from_db()
    assert "conditions" not in offer.definition


def test_the_end_needs_its_day(cast: Cast) -> None:
    offer = an_offer(cast)
    _inquiry, key = a_letter(cast)
    assert "Bitte nennen Sie den letzten Tag" in send(key, offer, kind="ended").content.decode()
    assert send(key, offer, kind="ended", last_day="31.12.2026").status_code == 302
    offer.refresh_from_db()
    assert offer.ended_on == date(2026, 12, 31)
    assert Entry.objects.filter(code="offers.end_offer", actor_label=BY_LINK).count() == 1


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"kind": "changed"}, "Sie sagen, dass sich etwas geändert hat"),
        ({"kind": "changed", "places": "viele"}, "ganze Zahl"),
        ({"kind": "changed", "places": "-1"}, "places"),
        ({"kind": "changed", "everywhere": "", "territory": []}, "Wählen Sie die Gemeinden"),
        ({"kind": "changed", "territory": ["../../etc"], "everywhere": ""}, "territory"),
        ({"kind": "changed", "valid_to": "gestern"}, "kein Datum"),
        ({"kind": "changed", "note": "Bitte Frau Beispiel fragen"}, "Angaben zu einer Person"),
        ({"kind": "pirate"}, "kind"),
        ({}, "mindestens ein Angebot"),
    ],
)
def test_mistakes_are_named_and_nothing_is_stored(cast: Cast, said: dict[str, Any], message: str) -> None:
    offer = an_offer(cast, places=10)
    _inquiry, key = a_letter(cast)
    answer = send(key, offer, **said)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    offer.refresh_from_db()
    assert (offer.places, offer.last_confirmed_on) == (10, None)
    with cast.inside():
        assert not Answer.objects.exclude(kind="").exists()


def test_hostile_texts_stay_texts(cast: Cast) -> None:
    hostile = '<script>alert("1")</script>'
    offer = an_offer(cast, hostile, definition={"conditions": [hostile]})
    _inquiry, key = a_letter(cast)
    assert hostile not in page_of(key)
    send(key, offer, kind="changed", note=hostile, contact=hostile, conditions=hostile * 2)
    with cast.inside():
        (answer,) = waiting_answers()
    for path in ("bestaetigen/", f"antworten/{answer.pk}/"):
        assert hostile not in cast.client("aydin").get(ROOT + path).content.decode()
    assert hostile not in Client().get(f"/l/angebote/{key}/danke/").content.decode()


def test_whoever_answers_second_is_told(cast: Cast) -> None:
    offer = an_offer(cast)
    _inquiry, key = a_letter(cast)
    first, second = fields_of(page_of(key, "?antwort=stimmt")), fields_of(page_of(key, "?antwort=beendet"))
    assert Client().post(f"/l/angebote/{key}/", first).status_code == 302
    late = Client().post(f"/l/angebote/{key}/", second | {f"o{offer.pk}-last_day": "31.12.2026"})
    assert late.status_code == 410
    offer.refresh_from_db()
    assert offer.ended_on is None


def test_an_answer_meets_a_change_of_the_coordination(cast: Cast) -> None:
    offer = an_offer(cast, places=10)
    _inquiry, key = a_letter(cast)
    data = fields_of(page_of(key)) | {f"o{offer.pk}-kind": "changed", f"o{offer.pk}-places": "12"}
    with cast.inside():
        edit_offer(cast.aydin, offer, **all_of(offer, places=15, months=6))
    page = Client().post(f"/l/angebote/{key}/", data).content.decode()
    assert "Was soll gelten?" in page
    chosen = fields_of(page) | choices_in(page, "mine")
    assert Client().post(f"/l/angebote/{key}/", chosen).status_code == 302
    offer.refresh_from_db()
    assert (offer.places, offer.months) == (12, 6)


@pytest.mark.parametrize("wrong", ["x" * 43, "a", "%00", "..%2f"])
def test_a_wrong_key_opens_nothing(cast: Cast, wrong: str) -> None:
    an_offer(cast)
    a_letter(cast)
    assert Client().get(f"/l/angebote/{wrong}/").status_code == 404
    assert Client().post(f"/l/angebote/{wrong}/").status_code == 404


def test_expired_and_withdrawn_letters_say_so(cast: Cast) -> None:
    offer = an_offer(cast)
    inquiry, key = a_letter(cast, today=TODAY - timedelta(days=43))
    assert Client().get(f"/l/angebote/{key}/").status_code == 410
    with cast.inside():
        withdraw_inquiry(cast.aydin, inquiry, today=TODAY)
        with pytest.raises(ValidationError):
            withdraw_inquiry(cast.aydin, inquiry, today=TODAY)
    assert Client().post(f"/l/angebote/{key}/", {f"o{offer.pk}-kind": "correct"}).status_code == 410


def test_a_link_answers_only_for_offers_of_its_letter_and_its_organisation(cast: Cast) -> None:
    offer, foreign = an_offer(cast), an_offer(cast, "Fremd", organisation=None)
    inquiry, _key = a_letter(cast)
    with cast.inside():
        task = LinkTask.objects.get(subject=str(inquiry.pk))
        with pytest.raises(Answer.DoesNotExist):
            answer_inquiry(task, [Said(foreign.pk, AnswerKind.CORRECT)], today=TODAY)
        edit_offer(cast.aydin, offer, **all_of(offer, organisation=None))
        with pytest.raises(Refused):
            answer_inquiry(task, [Said(offer.pk, AnswerKind.CORRECT)], today=TODAY)


def test_the_reminder_comes_once_and_not_too_early(cast: Cast) -> None:
    offer = an_offer(cast)
    inquiry, key = a_letter(cast, today=TODAY - timedelta(days=14))
    with cast.inside():
        with pytest.raises(ValidationError):
            remind_provider(cast.aydin, inquiry, today=TODAY - timedelta(days=1))
        remind_provider(cast.aydin, inquiry, today=TODAY)
        with pytest.raises(ValidationError):
            remind_provider(cast.aydin, inquiry, today=TODAY)
    letter = Letter.objects.latest("pk")
    assert letter.subject.startswith("Erinnerung: ")
    second = re.search(r"/angebote/([\w-]{43})/", letter.text)
    assert second and second[1] != key
    assert send(key, offer, kind="correct").status_code == 302, "the first link still works"
    assert Client().get(f"/l/angebote/{second[1]}/").status_code == 410, "both are done"


def test_nobody_is_asked_twice_or_without_address(cast: Cast) -> None:
    an_offer(cast)
    organisation = cast.partner_organisation
    with cast.inside():
        with pytest.raises(ValidationError, match=r"E-Mail|e-mail"):
            ask_provider(cast.aydin, organisation, today=TODAY)
        with_address(cast)
        ask_provider(cast.aydin, organisation, today=TODAY)
        with pytest.raises(ValidationError):
            ask_provider(cast.aydin, organisation, today=TODAY)
        assert Inquiry.objects.count() == 1


@pytest.mark.parametrize("who", ["brandt", "dikmen", "ernst"])
def test_only_the_coordination_asks_and_decides(cast: Cast, who: str) -> None:
    an_offer(cast)
    with_address(cast)
    with cast.inside(), pytest.raises(Refused):
        ask_provider(getattr(cast, who), cast.partner_organisation, today=TODAY)
    _inquiry, key = a_letter(cast)
    send(key, Offer.objects.get(), kind="changed", note="Anders")
    with cast.inside():
        (answer,) = waiting_answers()
        with pytest.raises(Refused):
            decide_answer(getattr(cast, who), answer, decision="accepted", today=TODAY)


def test_a_stranger_finds_no_letter(cast: Cast) -> None:
    an_offer(cast)
    inquiry, _key = a_letter(cast)
    client = cast.client("czerny")
    for path in (f"bestaetigen/{inquiry.pk}/erinnern/", f"bestaetigen/{inquiry.pk}/nicht-mehr/"):
        assert client.post(f"/b/nachbarkreis/angebote/{path}").status_code == 404


def test_the_list_asks_the_chosen_and_names_who_cannot_be_asked(cast: Cast) -> None:
    an_offer(cast)
    client = cast.client("aydin")
    page = client.get(f"{ROOT}bestaetigen/").content.decode()
    assert "keine E-Mail-Adresse" in page
    with_address(cast)
    data = {"organisation": [str(cast.partner_organisation.pk), "0", "x"]}
    page = client.post(f"{ROOT}bestaetigen/fragen/", data, follow=True).content.decode()
    assert "1 Brief wurde verschickt." in page
    assert "0 von 1 Angeboten beantwortet" in page
    assert (
        "mindestens einen Träger" in client.post(f"{ROOT}bestaetigen/fragen/", follow=True).content.decode()
    )


@pytest.mark.parametrize(("ago", "six", "twelve"), [(10, 0, 0), (200, 1, 0), (400, 1, 1)])
def test_what_grows_old_is_counted_by_provider(cast: Cast, ago: int, six: int, twelve: int) -> None:
    offer = an_offer(cast)
    with cast.inside():
        confirm_offer(cast.aydin, offer, today=TODAY - timedelta(days=ago))
        assert len(unconfirmed_by_provider(today=TODAY, months=6)) == six
        assert inventory_state(today=TODAY).unconfirmed == twelve


def one_more(cast: Cast, number: int) -> None:
    an_offer(cast, f"Kurs {number}", everywhere=False, territory=cast.places[:number])


def test_pages_cost_the_same_however_many_offers(cast: Cast) -> None:
    client = cast.client("aydin")
    assert_constant_queries(lambda: client.get(f"{ROOT}bestaetigen/"), lambda number: one_more(cast, number))


def test_the_page_by_link_costs_the_same_however_many_offers(cast: Cast) -> None:
    keys: list[str] = []

    def more(number: int) -> None:
        one_more(cast, number)
        if keys:
            with cast.inside():
                withdraw_inquiry(cast.aydin, Inquiry.objects.get(closed_on=None), today=TODAY)
        keys.append(a_letter(cast)[1])

    assert_constant_queries(lambda: page_of(keys[-1]), more)
