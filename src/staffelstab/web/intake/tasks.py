"""Work on many rows beside the pages: a few rows at once, many in a thread of their own that says how far it is.

A server that is started again interrupts the thread. Nothing is lost: whole batches are done or not, the page says
that it was interrupted, and going on begins behind the last batch.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django_scopes import scope

from staffelstab.web.alliances.models import Membership
from staffelstab.web.intake.actions.begin_work import begin_work
from staffelstab.web.intake.actions.compare_rows import compare_rows
from staffelstab.web.intake.actions.finish_work import finish_work
from staffelstab.web.intake.actions.take_back_rows import take_back_rows
from staffelstab.web.intake.actions.take_over_rows import take_over_rows
from staffelstab.web.intake.enums import State
from staffelstab.web.intake.models import Batch, ForeignList
from staffelstab.web.intake.pathway import Interpreter
from staffelstab.web.intake.queries.contexts import context_for
from staffelstab.web.intake.queries.filling import Filling
from staffelstab.web.kit.verdict import Refused

AT_ONCE = 600
"""As many rows are done while the person waits."""

log = logging.getLogger(__name__)


def start(person: Membership, foreign_list: ForeignList, state: State, *, today: date) -> None:
    """Begins the work; a second one who begins meanwhile is refused. Small lists are done on return."""
    foreign_list = begin_work(person, foreign_list, state, now=timezone.now())
    if foreign_list.rows_total <= AT_ONCE:
        work(person, foreign_list, today=today)
        return
    language = get_language() or "de"
    thread = threading.Thread(target=_beside, args=(person, foreign_list, today, language), daemon=True)
    transaction.on_commit(thread.start)


def _beside(person: Membership, foreign_list: ForeignList, today: date, language: str) -> None:
    try:
        with scope(alliance=person.alliance), override(language):
            work(person, foreign_list, today=today)
    finally:
        connection.close()


def work(person: Membership, foreign_list: ForeignList, *, today: date) -> None:
    """Does what the state says, until it is done, stopped, or impossible; then says what came of it."""
    doing = {State.COMPARING: compare, State.TAKING: take_over, State.UNDOING: take_back}
    try:
        doing[State(foreign_list.state)](person, foreign_list, today)
    except (ValidationError, Refused, DatabaseError) as error:
        log.warning("List %s: %s", foreign_list.pk, error)
        told = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        _give_up(person, foreign_list, told)
    except Exception:
        log.exception("List %s", foreign_list.pk)
        _give_up(person, foreign_list, _("The program made an error. Its log says more."))


def _give_up(person: Membership, foreign_list: ForeignList, told: str) -> None:
    taken = Batch.objects.filter(foreign_list=foreign_list).exclude(taken_at=None).exists()
    finish_work(person, foreign_list, State.STOPPED, rows=int(taken), failure=told[:2000])


def compare(person: Membership, foreign_list: ForeignList, today: date) -> None:
    for done in compare_rows(person, foreign_list, now=timezone.now()):
        if _is_stopped(foreign_list, done):
            finish_work(person, foreign_list, State.STOPPED, rows=0)
            return


def take_over(person: Membership, foreign_list: ForeignList, today: date) -> None:
    context = context_for(person.alliance)
    reader = Interpreter(foreign_list.what, foreign_list.headings, foreign_list.mapping, context)
    batches = Batch.objects.filter(foreign_list=foreign_list).order_by("number")
    reader.measure(row for batch in batches.iterator(20) for row in batch.rows)
    filling = Filling(person.alliance, today=today)
    rows = done = 0
    foreign_list.refused = []
    for batch in batches.iterator(20):
        rows += take_over_rows(person, foreign_list, batch, reader, filling)
        done += len(batch.rows)
        if _is_stopped(foreign_list, done):
            finish_work(person, foreign_list, State.STOPPED, rows=rows, refused=foreign_list.refused)
            return
    finish_work(person, foreign_list, State.TAKEN, rows=max(rows, 1), refused=foreign_list.refused)


def take_back(person: Membership, foreign_list: ForeignList, today: date) -> None:
    refused: list[list[Any]] = []
    done = 0
    for batch in _taken(foreign_list):
        refused += take_back_rows(person, foreign_list, batch, today=today)
        done += len(batch.rows)
        if _is_stopped(foreign_list, done):
            finish_work(person, foreign_list, State.STOPPED, rows=done, refused=refused)
            return
    finish_work(person, foreign_list, State.UNDONE, rows=done, refused=refused)


def _taken(foreign_list: ForeignList) -> Iterator[Batch]:
    """The last batch first, so that what later rows rest on is still there."""
    batches = Batch.objects.filter(foreign_list=foreign_list).exclude(taken_at=None)
    return batches.order_by("-number").iterator(20)


def _is_stopped(foreign_list: ForeignList, done: int) -> bool:
    """Gives a sign of life, and hears whether somebody wants it to stop."""
    rows = ForeignList.objects.filter(pk=foreign_list.pk)
    rows.update(rows_done=done, seen_at=timezone.now())
    return bool(rows.values_list("stop_asked", flat=True)[0]) and done < foreign_list.rows_total
