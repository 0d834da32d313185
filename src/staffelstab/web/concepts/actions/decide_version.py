from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.advance_version import advance_version
from staffelstab.web.concepts.enums import CommentState, VersionState
from staffelstab.web.concepts.models import Comment, Version


@transaction.atomic
def decide_version(
    person: Membership, version: Version, *, body: str, decided_on: date, text: str, today: date
) -> None:
    """A resolution makes it binding. Every comment must be resolved or carried into the minutes before."""
    with advance_version(
        person, version, code="concepts.decide_version", state=VersionState.DECIDED
    ) as locked:
        if not body.strip() or not text.strip():
            raise ValidationError(_("Please name the body that decided and the text of its resolution."))
        if not locked.presented_on <= decided_on <= today:
            raise ValidationError(_("The day of the resolution lies between presentation and today."))
        if Comment.objects.filter(version=locked, state=CommentState.OPEN).exists():
            raise ValidationError(_("Comments are open. Resolve them or carry them into the minutes first."))
        locked.resolution_body, locked.resolution_text = body.strip(), text.strip()
        locked.decided_on = decided_on
