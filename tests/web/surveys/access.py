from __future__ import annotations

from typing import Any

from tests.cast import Cast
from tests.house.access_table import COORDINATION, COORDINATION_POST, MEMBERS, MEMBERS_POST, PUBLIC, Row
from tests.web.surveys.making import an_upload, ask, make_round, own_answers


def in_round(cast: Cast) -> dict[str, Any]:
    return {"round_id": make_round(cast).pk}


def in_section(cast: Cast) -> dict[str, Any]:
    return {**in_round(cast), "section_key": "people"}


def in_started_round(cast: Cast) -> dict[str, Any]:
    """Everybody who may has begun."""
    asked = make_round(cast)
    for who in ("aydin", "brandt", "dikmen"):
        own_answers(cast, who, asked, {"people.total": "120"}, hand_in=False)
    return {"round_id": asked.pk}


def of_partner(cast: Cast) -> dict[str, Any]:
    asked = make_round(cast)
    return {"round_id": asked.pk, "sheet_id": ask(cast, asked)[0].pk}


def with_key(cast: Cast) -> dict[str, Any]:
    return {"link_key": ask(cast, make_round(cast))[1]}


def of_answer(cast: Cast) -> dict[str, Any]:
    asked = make_round(cast)
    sheet = own_answers(cast, "dikmen", asked, {"people.total": "120"})
    return {"round_id": asked.pk, "sheet_id": sheet.pk, "question_key": "people.total"}


def of_question(cast: Cast) -> dict[str, Any]:
    return {**in_round(cast), "question_key": "people.total"}


def of_upload(cast: Cast) -> dict[str, Any]:
    """A file of the coordination."""
    asked = make_round(cast)
    return {"round_id": asked.pk, "upload_id": an_upload(cast, asked).pk}


OWN_FILE = dict.fromkeys(("czerny", "olsen", "brandt", "dikmen", "ernst"), 404) | {"nobody": 302}

TABLE = {
    "surveys:list": Row(MEMBERS),
    "surveys:new": Row(COORDINATION),
    "surveys:round": Row(MEMBERS, kwargs=in_round),
    "surveys:fill": Row(MEMBERS, ernst=403, kwargs=in_section),
    "surveys:hand_in": Row(MEMBERS_POST, ernst=403, method="POST", kwargs=in_started_round),
    "surveys:reopen": Row(MEMBERS_POST, ernst=404, method="POST", kwargs=in_started_round),
    "surveys:close": Row(COORDINATION_POST, method="POST", kwargs=in_round),
    "surveys:ask": Row(COORDINATION, kwargs=in_round),
    "surveys:respondent": Row(COORDINATION, kwargs=of_partner),
    "surveys:withdraw": Row(COORDINATION_POST, method="POST", kwargs=of_partner),
    "surveys:remind": Row(COORDINATION_POST, method="POST", kwargs=of_partner),
    "surveys:renew": Row(
        COORDINATION_POST,
        method="POST",
        kwargs=of_partner,
        data=lambda cast: {"due_on": "31.12.2098"},
    ),
    "surveys:compare": Row(MEMBERS, brandt=403, ernst=403, kwargs=in_round),
    "surveys:export": Row(
        MEMBERS, brandt=403, ernst=403, kwargs=lambda cast: {**in_round(cast), "kind": "csv"}
    ),
    "surveys:decide": Row(COORDINATION, kwargs=of_question),
    "surveys:history": Row(MEMBERS, brandt=403, ernst=403, kwargs=of_answer),
    "surveys:take_over": Row(COORDINATION, kwargs=in_round),
    "surveys:upload": Row(MEMBERS, ernst=403, kwargs=in_round),
    "surveys:template": Row(MEMBERS, ernst=403, kwargs=in_round),
    "surveys:preview": Row(OWN_FILE, aydin=200, kwargs=of_upload),
    "surveys:apply": Row(OWN_FILE, aydin=302, method="POST", kwargs=of_upload),
    "surveys:undo": Row(OWN_FILE, aydin=302, method="POST", kwargs=of_upload),
    "surveys_by_link:fill": Row(PUBLIC, kwargs=with_key),
}
