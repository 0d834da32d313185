"""Two people at the same moment, each in a transaction of their own: one is saved, the other is asked or refused."""

from __future__ import annotations

from staffelstab.web.alliances.actions.add_contact import add_contact
from staffelstab.web.alliances.models import Body, Contact
from tests.cast import FIRST_DAY, Cast
from tests.web.alliances.making import fields_of
from tests.web.racing import post_at_once

ROOT = "/b/musterkreis/buendnis/"


def test_of_two_edits_of_a_contact_one_is_asked(transactional_db: None, cast: Cast) -> None:
    with cast.inside():
        contact = add_contact(
            cast.aydin, cast.partner_organisation, function="Leitung", phone="0281 99", valid_from=FIRST_DAY
        )
    path = f"stelle/{cast.partner.pk}/kontakt/{contact.pk}/"
    clients = {who: cast.client(who) for who in ("aydin", "brandt")}
    phones = {"aydin": "0281 11", "brandt": "0281 22"}
    data = {
        who: fields_of(clients[who].get(ROOT + path).content.decode()) | {"phone": phones[who]}
        for who in clients
    }
    answers = post_at_once(clients, ROOT + path, data)
    assert sorted(answer.status_code for answer in answers.values()) == [200, 302]
    first = next(who for who, answer in answers.items() if answer.status_code == 302)
    page = next(answer for answer in answers.values() if answer.status_code == 200).content.decode()
    assert "Was soll gelten?" in page
    assert all(number in page for number in ("0281 99", *phones.values()))
    with cast.inside():
        assert Contact.objects.get().phone == phones[first]


def test_of_two_core_groups_one_is_founded(transactional_db: None, cast: Cast) -> None:
    clients = {"one": cast.client("aydin"), "two": cast.client("aydin")}
    data = {
        who: {"kind": "core_group", "name": f"Kerngruppe {who}", "valid_from": "01.02.2020"}
        for who in clients
    }
    answers = post_at_once(clients, ROOT + "gremien/neu/", data)
    assert sorted(answer.status_code for answer in answers.values()) == [200, 302]
    refused = next(answer for answer in answers.values() if answer.status_code == 200).content.decode()
    assert "hat bereits eine Kerngruppe" in refused
    with cast.inside():
        assert Body.objects.count() == 1
