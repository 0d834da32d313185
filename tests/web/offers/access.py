from __future__ import annotations

from typing import Any

from staffelstab.web.offers.actions.keep_code import keep_code
from staffelstab.web.offers.actions.record_statements import Said, record_statements
from staffelstab.web.offers.actions.release_needs import release_needs
from staffelstab.web.offers.pathway import catalogue_items
from tests.cast import Cast
from tests.house.access_table import COORDINATION, COORDINATION_POST, MEMBERS, MEMBERS_POST, PUBLIC, Row
from tests.web.offers.making import a_letter, a_need, a_waiting_answer, an_offer


def offer(cast: Cast) -> dict[str, Any]:
    return {"offer_id": an_offer(cast).pk}


def need(cast: Cast) -> dict[str, Any]:
    return {"need_id": a_need(cast).pk}


def release(cast: Cast) -> dict[str, Any]:
    need = a_need(cast, minimum=20, maximum=20)
    with cast.inside():
        return {"release_id": release_needs(cast.aydin, [need], recipient="Ausschuss").pk}


def entry(cast: Cast) -> dict[str, Any]:
    return {"catalogue_key": catalogue_items("de")[0].key}


def letter(cast: Cast) -> dict[str, Any]:
    an_offer(cast)
    return {"inquiry_id": a_letter(cast)[0].pk}


def answer(cast: Cast) -> dict[str, Any]:
    return {"answer_id": a_waiting_answer(cast).pk}


def link(cast: Cast) -> dict[str, Any]:
    an_offer(cast)
    return {"link_key": a_letter(cast)[1]}


def statement(cast: Cast) -> dict[str, Any]:
    with cast.inside():
        return {"statement_id": record_statements(cast.aydin, [Said(text="Es fehlt ein Bus.")])[0].pk}


def a_code(cast: Cast) -> dict[str, Any]:
    with cast.inside():
        return {"code_id": keep_code(cast.aydin, kind="topic", label="Fahrt").pk}


TABLE = {
    "offers:confirmations": Row(MEMBERS),
    "offers:ask": Row(COORDINATION_POST, method="POST"),
    # Too early for a reminder; the page says so.
    "offers:remind": Row(COORDINATION_POST, method="POST", kwargs=letter),
    "offers:withdraw_inquiry": Row(COORDINATION_POST, method="POST", kwargs=letter),
    "offers:answer": Row(COORDINATION, kwargs=answer),
    # By link: whoever holds the key, with an account or without.
    "offers:law": Row(MEMBERS),
    # Nothing is chosen: the page says so.
    "offers:decide_law": Row(MEMBERS_POST, ernst=403, method="POST"),
    "offers_by_link:answer": Row(PUBLIC, kwargs=link),
    "offers_by_link:thanks": Row(PUBLIC, kwargs=link),
    "offers:statements": Row(MEMBERS),
    "offers:new_statement": Row(COORDINATION, dikmen=200),
    "offers:paste_statements": Row(COORDINATION, dikmen=200),
    "offers:codes": Row(MEMBERS),
    "offers:start_code_book": Row(COORDINATION_POST, dikmen=302, method="POST"),
    "offers:new_code": Row(COORDINATION, dikmen=200),
    "offers:edit_code": Row(COORDINATION, dikmen=200, kwargs=a_code),
    "offers:coding": Row(COORDINATION, dikmen=200, ernst=200, kwargs=statement),
    "offers:give_code": Row(COORDINATION_POST, dikmen=302, ernst=302, method="POST", kwargs=statement),
    "offers:finish_statement": Row(COORDINATION_POST, dikmen=302, ernst=302, method="POST", kwargs=statement),
    "offers:edit_statement": Row(COORDINATION, dikmen=200, kwargs=statement),
    "offers:list": Row(MEMBERS),
    "offers:catalogue": Row(MEMBERS, ernst=403),
    "offers:new_from_catalogue": Row(MEMBERS, ernst=403, kwargs=entry),
    "offers:new": Row(MEMBERS, ernst=403),
    "offers:needs": Row(MEMBERS),
    "offers:needs_csv": Row(MEMBERS),
    "offers:needs_xlsx": Row(MEMBERS),
    "offers:release_needs": Row(COORDINATION, dikmen=200),
    "offers:released_csv": Row(MEMBERS, kwargs=release),
    "offers:released_xlsx": Row(MEMBERS, kwargs=release),
    "offers:published": Row(MEMBERS),
    "offers:take_over_published": Row(
        COORDINATION_POST, dikmen=302, method="POST", kwargs=lambda cast: {"figure_key": "TG26"}
    ),
    "offers:new_need": Row(COORDINATION, dikmen=200),
    "offers:edit_need": Row(COORDINATION, dikmen=200, kwargs=need),
    "offers:remove_need": Row(COORDINATION_POST, dikmen=302, method="POST", kwargs=need),
    "offers:detail": Row(MEMBERS, kwargs=offer),
    "offers:edit": Row(MEMBERS, ernst=403, kwargs=offer),
    "offers:confirm": Row(MEMBERS_POST, ernst=403, dikmen=403, method="POST", kwargs=offer),
    "offers:end": Row(
        MEMBERS_POST,
        ernst=403,
        dikmen=403,
        method="POST",
        kwargs=offer,
        data=lambda cast: {"last_day": "31.12.2026"},
    ),
    # The offer is listed already: there is nothing to take over from another alliance.
    "offers:list_offer": Row(COORDINATION, aydin=404, dikmen=404, method="POST", kwargs=offer),
    "offers:unlist": Row(COORDINATION_POST, dikmen=302, method="POST", kwargs=offer),
}
