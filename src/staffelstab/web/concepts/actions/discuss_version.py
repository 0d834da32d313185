from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.advance_version import advance_version
from staffelstab.web.concepts.enums import VersionState
from staffelstab.web.concepts.models import Version


@transaction.atomic
def discuss_version(person: Membership, version: Version, *, today: date) -> None:
    """The core group has discussed it; comments stay open until they are settled."""
    with advance_version(
        person, version, code="concepts.discuss_version", state=VersionState.DISCUSSED
    ) as locked:
        locked.discussed_on = today
