from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.kit.verdict import ALLOWED, Verdict, refused


def may_record_funding(person: Membership) -> Verdict:
    if person.is_core_member:
        return ALLOWED
    return refused(_("Only the coordination and the core group may record fundings."))


def may_edit_funding(person: Membership, *, belongs_here: bool) -> Verdict:
    """Fundings are shared: an alliance may not shift the end of a funding on which only others build."""
    if not person.is_core_member:
        return refused(_("Only the coordination and the core group may change fundings."))
    if not belongs_here:
        return refused(
            _("This funding was neither recorded nor used by your alliance; you cannot change it.")
        )
    return ALLOWED
