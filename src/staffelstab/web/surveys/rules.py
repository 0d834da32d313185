from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.enums import Role
from staffelstab.web.alliances.models import LinkTask, Membership
from staffelstab.web.alliances.rules import is_coordinator
from staffelstab.web.kit.verdict import ALLOWED, Verdict, refused
from staffelstab.web.surveys.models import Round, Sheet
from staffelstab.web.surveys.pathway import FILL

CLOSED = _("This round is closed. The coordination can open a new one.")


def may_open_rounds(person: Membership) -> Verdict:
    return is_coordinator(person)


def may_run_round(person: Membership, asked: Round) -> Verdict:
    """Ask, remind, withdraw, decide, close."""
    verdict = is_coordinator(person)
    return verdict if not verdict or asked.is_open else refused(CLOSED)


def may_answer(person: Membership, asked: Round) -> Verdict:
    """Everybody who works in the alliance may give an own answer; evaluators look on."""
    if person.role == Role.EVALUATOR:
        return refused(_("Evaluators read the decided answers and give none of their own."))
    return ALLOWED if asked.is_open else refused(CLOSED)


def may_see_answers(person: Membership) -> Verdict:
    """Answers are given to the alliance, not to everybody in it."""
    if person.is_core_member:
        return ALLOWED
    return refused(_("The answers of others are read by the coordination and the core group."))


def may_fill(author: Membership | LinkTask, sheet: Sheet) -> Verdict:
    """A sheet is filled in by whom it belongs to, as long as its round is open and it is not handed in."""
    if not _owns(author, sheet):
        return refused(_("This sheet belongs to somebody else."))
    if not sheet.round.is_open:
        return refused(CLOSED)
    if sheet.is_handed_in:
        return refused(_("This was handed in already. Nothing was changed."))
    return ALLOWED


def may_reopen(author: Membership, sheet: Sheet) -> Verdict:
    """One's own sheet; the coordination also opens that of a partner again, with a new link."""
    if not _owns(author, sheet) and not author.is_coordinator:
        return refused(_("This sheet belongs to somebody else."))
    return ALLOWED if sheet.round.is_open else refused(CLOSED)


def _owns(author: Membership | LinkTask, sheet: Sheet) -> bool:
    if isinstance(author, LinkTask):
        return author.kind == FILL and author.subject == str(sheet.pk)
    return sheet.user_id is not None and author.user_id == sheet.user_id
