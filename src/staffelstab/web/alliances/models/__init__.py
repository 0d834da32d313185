from __future__ import annotations

from staffelstab.web.alliances.models.actors import ActorField, ActorType, Organisation, Participation, Place
from staffelstab.web.alliances.models.bodies import Body, FormerName, Seat
from staffelstab.web.alliances.models.contacts import Contact
from staffelstab.web.alliances.models.expected import AbsentType
from staffelstab.web.alliances.models.link_tasks import LinkTask
from staffelstab.web.alliances.models.memberships import (
    AllianceRequest,
    LinkRequest,
    Membership,
    PublicRequest,
    another_coordinator_exists,
)
from staffelstab.web.alliances.models.structures import AttachedStructure, Involvement, NamedKind
from staffelstab.web.alliances.models.tenancy import Alliance, AllianceManager, AllianceOwned, unscoped
from staffelstab.web.alliances.models.validity import DatedRow, valid_on

__all__ = [
    "AbsentType",
    "ActorField",
    "ActorType",
    "Alliance",
    "AllianceManager",
    "AllianceOwned",
    "AllianceRequest",
    "AttachedStructure",
    "Body",
    "Contact",
    "DatedRow",
    "FormerName",
    "Involvement",
    "LinkRequest",
    "LinkTask",
    "Membership",
    "NamedKind",
    "Organisation",
    "Participation",
    "Place",
    "PublicRequest",
    "Seat",
    "another_coordinator_exists",
    "unscoped",
    "valid_on",
]
