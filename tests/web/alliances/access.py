from __future__ import annotations

from typing import Any

from tests.cast import Cast
from tests.house.access_table import COORDINATION, COORDINATION_POST, MEMBERS, SIGNED_IN, Row


def partner(cast: Cast) -> dict[str, Any]:
    return {"participation_id": cast.partner.pk}


def member(cast: Cast) -> dict[str, Any]:
    return {"membership_id": cast.dikmen.pk}


OPERATORS = dict.fromkeys(SIGNED_IN, 404) | {"nobody": 302, "olsen": 200}

TABLE = {
    "alliances:home": Row(SIGNED_IN | dict.fromkeys(SIGNED_IN, 302)),
    "alliances:choose": Row(SIGNED_IN),
    "alliances:operations": Row(OPERATORS),
    "alliances:new_alliance": Row(OPERATORS),
    "alliances:actors": Row(MEMBERS),
    "alliances:edit": Row(COORDINATION),
    "alliances:new_organisation": Row(COORDINATION),
    "alliances:organisation": Row(MEMBERS, kwargs=partner),
    "alliances:edit_organisation": Row(COORDINATION, brandt=200, kwargs=partner),
    "alliances:end_participation": Row(
        COORDINATION_POST, method="POST", kwargs=partner, data=lambda cast: {"last_day": "31.12.2026"}
    ),
    "alliances:members": Row(COORDINATION),
    "alliances:change_role": Row(
        COORDINATION_POST, method="POST", kwargs=member, data=lambda cast: {"role": "partner"}
    ),
    "alliances:end_membership": Row(COORDINATION_POST, method="POST", kwargs=member),
    "alliances:journal": Row(COORDINATION),
}
