from __future__ import annotations

from staffelstab.web.alliances.models.actors import ActorField, ActorType, Organisation, Participation, Place
from staffelstab.web.alliances.models.link_tasks import LinkTask
from staffelstab.web.alliances.models.memberships import (
    AllianceRequest,
    LinkRequest,
    Membership,
    another_coordinator_exists,
)
from staffelstab.web.alliances.models.tenancy import Alliance, AllianceManager, AllianceOwned, unscoped

__all__ = [
    "ActorField",
    "ActorType",
    "Alliance",
    "AllianceManager",
    "AllianceOwned",
    "AllianceRequest",
    "LinkRequest",
    "LinkTask",
    "Membership",
    "Organisation",
    "Participation",
    "Place",
    "another_coordinator_exists",
    "unscoped",
]
