"""Two people save at the same moment, each in a transaction of their own: one is asked, nobody is overwritten."""

from __future__ import annotations

import re
from typing import Any

from staffelstab.web.offers.models import Need
from tests.cast import Cast
from tests.web.offers.making import a_need, an_offer
from tests.web.offers.test_views import ROOT, fields_of, text_of
from tests.web.racing import post_at_once


def one_saved_one_asked(answers: dict[str, Any]) -> tuple[str, str]:
    assert sorted(answer.status_code for answer in answers.values()) == [200, 302]
    first = next(who for who, answer in answers.items() if answer.status_code == 302)
    second = next(who for who, answer in answers.items() if answer.status_code == 200)
    return first, second


def test_of_two_edits_of_an_offer_one_is_asked(transactional_db: None, cast: Cast) -> None:
    offer = an_offer(cast)
    path = f"{offer.pk}/bearbeiten/"
    clients = {who: cast.client(who) for who in ("aydin", "brandt")}
    months = {"aydin": "6", "brandt": "9"}
    data = {who: fields_of(text_of(clients[who], path)) | {"months": months[who]} for who in clients}
    answers = post_at_once(clients, ROOT + path, data)
    first, second = one_saved_one_asked(answers)
    page = answers[second].content.decode()
    assert "Was soll gelten?" in page
    assert str(cast.user(first)) in page
    offer.refresh_from_db()
    assert offer.months == int(months[first])
    token = fields_with_choice(page, "mine")
    assert clients[second].post(ROOT + path, token).status_code == 302
    offer.refresh_from_db()
    assert offer.months == int(months[second])


def test_of_two_edits_of_different_fields_both_are_kept(transactional_db: None, cast: Cast) -> None:
    offer = an_offer(cast, places=10)
    path = f"{offer.pk}/bearbeiten/"
    clients = {who: cast.client(who) for who in ("aydin", "brandt")}
    typed = {"aydin": {"places": "12"}, "brandt": {"risks": "Wartezeit"}}
    data = {who: fields_of(text_of(clients[who], path)) | typed[who] for who in clients}
    answers = post_at_once(clients, ROOT + path, data)
    assert [answer.status_code for answer in answers.values()] == [302, 302]
    offer.refresh_from_db()
    assert (offer.places, offer.definition["risks"]) == (12, ["Wartezeit"])


def test_of_two_edits_of_a_need_one_is_asked(transactional_db: None, cast: Cast) -> None:
    need = a_need(cast, minimum=400)
    path = f"bedarfe/{need.pk}/"
    clients = {who: cast.client(who) for who in ("aydin", "dikmen")}
    counts = {"aydin": "450", "dikmen": "600"}
    data = {who: fields_of(text_of(clients[who], path)) | {"number": counts[who]} for who in clients}
    first, second = one_saved_one_asked(answers := post_at_once(clients, ROOT + path, data))
    with cast.inside():
        assert Need.objects.get().minimum == int(counts[first])
    page = answers[second].content.decode()
    assert "400" in page and counts[first] in page and counts[second] in page
    assert clients[second].post(ROOT + path, fields_with_choice(page, "theirs")).status_code == 302
    with cast.inside():
        assert Need.objects.get().minimum == int(counts[first])


def fields_with_choice(page: str, side: str) -> dict[str, Any]:
    """The form as it stands, with the same side chosen everywhere."""
    chosen = {
        name: value
        for name, value in re.findall(r'type="radio" name="(choice-[^"]*)" id="[^"]*" value="([^"]*)"', page)
        if value.startswith(side)
    }
    return fields_of(page) | chosen
