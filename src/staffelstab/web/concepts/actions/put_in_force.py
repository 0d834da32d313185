from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.advance_version import advance_version
from staffelstab.web.concepts.enums import VersionState
from staffelstab.web.concepts.models import Concept, Version


@transaction.atomic
def put_in_force(person: Membership, version: Version, *, valid_from: date) -> None:
    """From this day on it counts; the version that was in force until then is superseded."""
    Concept.objects.select_for_update().get(pk=version.concept_id)
    before = Version.objects.filter(concept=version.concept_id, state=VersionState.IN_FORCE)
    for old in before.select_for_update():
        if old.in_force_from and valid_from < old.in_force_from:
            raise ValidationError(_("The version in force began later than this day."))
    if version.state == VersionState.DECIDED:
        before.update(state=VersionState.SUPERSEDED, superseded_on=valid_from)
    with advance_version(
        person, version, code="concepts.put_in_force", state=VersionState.IN_FORCE
    ) as locked:
        if locked.decided_on and valid_from < locked.decided_on:
            raise ValidationError(_("A version cannot be in force before it was decided."))
        locked.in_force_from = valid_from
