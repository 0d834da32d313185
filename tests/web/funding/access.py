from __future__ import annotations

from typing import Any

from staffelstab.web.funding.pathway import programme_choices
from tests.cast import Cast
from tests.house.access_table import COORDINATION, MEMBERS, Row
from tests.web.funding.making import a_funding


def funding(cast: Cast) -> dict[str, Any]:
    return {"funding_id": a_funding(cast).pk}


def programme(cast: Cast) -> dict[str, Any]:
    return {"programme_key": programme_choices("de")[0][0]}


TABLE = {
    "funding:list": Row(MEMBERS),
    "funding:new": Row(COORDINATION, dikmen=200),
    "funding:programme": Row(MEMBERS, kwargs=programme),
    "funding:detail": Row(MEMBERS, kwargs=funding),
    "funding:edit": Row(COORDINATION, dikmen=200, kwargs=funding),
}
