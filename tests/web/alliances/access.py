from __future__ import annotations

from typing import Any

from staffelstab.web.alliances.actions.add_contact import add_contact
from staffelstab.web.alliances.actions.add_structure import add_structure
from staffelstab.web.alliances.actions.explain_absence import explain_absence
from staffelstab.web.alliances.actions.give_seat import give_seat
from staffelstab.web.alliances.actions.record_involvement import record_involvement
from staffelstab.web.alliances.models import ActorType
from tests.cast import FIRST_DAY, Cast
from tests.house.access_table import COORDINATION, COORDINATION_POST, MEMBERS, SIGNED_IN, Row
from tests.web.alliances.making import a_body


def partner(cast: Cast) -> dict[str, Any]:
    return {"participation_id": cast.partner.pk}


def member(cast: Cast) -> dict[str, Any]:
    return {"membership_id": cast.dikmen.pk}


def structure(cast: Cast) -> dict[str, Any]:
    with cast.inside():
        return {"structure_id": add_structure(cast.aydin, name="Präventionskette").pk}


def involvement(cast: Cast) -> dict[str, Any]:
    with cast.inside():
        row = record_involvement(cast.aydin, valid_from=FIRST_DAY, other="Runder Tisch")
    return {"involvement_id": row.pk}


def contact(cast: Cast) -> dict[str, Any]:
    with cast.inside():
        row = add_contact(cast.aydin, cast.partner_organisation, function="Leitung", valid_from=FIRST_DAY)
    return {"participation_id": cast.partner.pk, "contact_id": row.pk}


def body(cast: Cast) -> dict[str, Any]:
    with cast.inside():
        return {"body_id": a_body(cast).pk}


def seat(cast: Cast) -> dict[str, Any]:
    with cast.inside():
        row = give_seat(
            cast.aydin, a_body(cast), organisation=cast.partner_organisation, valid_from=FIRST_DAY
        )
    return {"body_id": row.body_id, "seat_id": row.pk}


def absence(cast: Cast) -> dict[str, Any]:
    with cast.inside():
        actor_type = ActorType.objects.get(pk="jobcenter")
        return {"absence_id": explain_absence(cast.aydin, actor_type, reason="x", today=FIRST_DAY).pk}


OPERATORS = dict.fromkeys(SIGNED_IN, 404) | {"nobody": 302, "olsen": 200}

TABLE = {
    "alliances:home": Row(SIGNED_IN | dict.fromkeys(SIGNED_IN, 302)),
    "alliances:choose": Row(SIGNED_IN),
    "alliances:operations": Row(OPERATORS),
    "alliances:new_alliance": Row(OPERATORS),
    "alliances:actors": Row(MEMBERS),
    "alliances:structures": Row(MEMBERS),
    "alliances:record_founding": Row(
        COORDINATION_POST, method="POST", data=lambda cast: {"founding": "newly_founded"}
    ),
    "alliances:add_structure": Row(
        COORDINATION_POST, method="POST", data=lambda cast: {"name": "Präventionskette"}
    ),
    "alliances:remove_structure": Row(COORDINATION_POST, method="POST", kwargs=structure),
    "alliances:new_involvement": Row(COORDINATION),
    "alliances:edit_involvement": Row(COORDINATION, kwargs=involvement),
    "alliances:edit": Row(COORDINATION),
    "alliances:new_organisation": Row(COORDINATION),
    "alliances:organisation": Row(MEMBERS, kwargs=partner),
    "alliances:edit_organisation": Row(COORDINATION, brandt=200, kwargs=partner),
    "alliances:end_participation": Row(
        COORDINATION_POST, method="POST", kwargs=partner, data=lambda cast: {"last_day": "31.12.2026"}
    ),
    "alliances:new_contact": Row(COORDINATION, brandt=200, kwargs=partner),
    "alliances:edit_contact": Row(COORDINATION, brandt=200, kwargs=contact),
    "alliances:territories": Row(MEMBERS),
    "alliances:territories_file": Row(MEMBERS, kwargs=lambda cast: {"form": "xlsx"}),
    "alliances:bodies": Row(MEMBERS),
    "alliances:body": Row(MEMBERS, kwargs=body),
    "alliances:new_body": Row(COORDINATION),
    "alliances:edit_body": Row(COORDINATION, kwargs=body),
    "alliances:rename_body": Row(COORDINATION, kwargs=body),
    "alliances:end_body": Row(COORDINATION, kwargs=body),
    "alliances:new_seat": Row(COORDINATION, kwargs=body),
    "alliances:edit_seat": Row(COORDINATION, kwargs=seat),
    "alliances:explain_absence": Row(COORDINATION, kwargs=lambda cast: {"type_key": "jobcenter"}),
    "alliances:withdraw_absence": Row(COORDINATION_POST, method="POST", kwargs=absence),
    "alliances:members": Row(COORDINATION),
    "alliances:change_role": Row(
        COORDINATION_POST, method="POST", kwargs=member, data=lambda cast: {"role": "partner"}
    ),
    "alliances:end_membership": Row(COORDINATION_POST, method="POST", kwargs=member),
    "alliances:journal": Row(COORDINATION),
}
