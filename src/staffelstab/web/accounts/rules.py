from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from staffelstab.web.accounts.models import User
from staffelstab.web.journal.models import Actor
from staffelstab.web.kit.verdict import ALLOWED, Verdict, refused


def may_run_installation(person: Actor) -> Verdict:
    """Operators, or whoever works on the machine itself. No access to contents follows from it."""
    if isinstance(person, User) and not person.is_operator:
        return refused(_("Only the operators of this installation may do this."))
    return ALLOWED
