from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.kit.verdict import ALLOWED, Verdict, refused


def may_mark_overlaps(person: Membership) -> Verdict:
    """What the alliance accepts is said by those who answer for the whole."""
    if person.is_core_member:
        return ALLOWED
    return refused(_("Overlaps are marked as known by the coordination and the core group."))


def may_publish_page(person: Membership) -> Verdict:
    """What everybody may read goes out in the name of the alliance."""
    if person.is_coordinator:
        return ALLOWED
    return refused(_("What everybody may read is published by the coordination of the alliance."))
