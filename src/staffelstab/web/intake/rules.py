from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.intake.enums import State, What
from staffelstab.web.intake.models import ForeignList
from staffelstab.web.kit.verdict import ALLOWED, Verdict, refused

SILENCE = timedelta(minutes=2)
"""Whoever works on a list gives a sign after every few hundred rows; after this long nobody does."""


def may_take_in_lists(person: Membership) -> Verdict:
    """Lists change what everybody here sees; offers and needs are kept by the coordination and the core group."""
    if person.is_core_member:
        return ALLOWED
    return refused(_("Lists of others are read by the coordination and the core group."))


def is_interrupted(foreign_list: ForeignList, *, now: datetime) -> bool:
    """Somebody began and gives no sign any more, for example because the server was started again."""
    return foreign_list.is_at_work and (foreign_list.seen_at is None or foreign_list.seen_at < now - SILENCE)


def may_map(person: Membership, foreign_list: ForeignList) -> Verdict:
    """Columns can be confirmed anew until the first row has been taken over."""
    verdict = may_take_in_lists(person)
    if not verdict:
        return verdict
    if foreign_list.state in (State.READ, State.COMPARED):
        return ALLOWED
    if foreign_list.state in (State.STOPPED, State.UNDONE) and foreign_list.taken_at is None:
        return ALLOWED
    return refused(
        _("Rows of this list have been taken over. Take them back before the columns are changed.")
    )


def may_take_over(person: Membership, foreign_list: ForeignList, *, new_organisations: int) -> Verdict:
    verdict = may_take_in_lists(person)
    if not verdict:
        return verdict
    if foreign_list.state not in (State.COMPARED, State.STOPPED, State.TAKEN):
        return refused(_("This list is not ready to be taken over. Confirm its columns first."))
    if new_organisations and not person.is_coordinator:
        return refused(
            _("The list names organisations that are not here yet. They are added by the coordination.")
        )
    return ALLOWED


def may_undo(person: Membership, foreign_list: ForeignList) -> Verdict:
    verdict = may_take_in_lists(person)
    if not verdict:
        return verdict
    if foreign_list.what == What.ORGANISATIONS and not person.is_coordinator:
        return refused(_("Organisations are taken back by the coordination."))
    if foreign_list.taken_at is None or foreign_list.state not in (State.TAKEN, State.STOPPED):
        return refused(_("There is nothing to take back: no row of this list was taken over."))
    return ALLOWED


def may_discard(person: Membership, foreign_list: ForeignList) -> Verdict:
    """What was never taken over, or was taken back, need not be kept."""
    verdict = may_take_in_lists(person)
    if not verdict:
        return verdict
    if foreign_list.is_at_work or (foreign_list.taken_at and not foreign_list.undone_at):
        return refused(_("Rows of this list have been taken over. Take them back first."))
    return ALLOWED
