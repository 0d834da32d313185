"""Rounds, sheets and links for tests, made by the deeds that people use."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from staffelstab.web.alliances.models import LinkTask
from staffelstab.web.surveys.actions.ask_partner import Partner, ask_partner
from staffelstab.web.surveys.actions.begin_sheet import begin_sheet
from staffelstab.web.surveys.actions.hand_in_sheet import hand_in_sheet
from staffelstab.web.surveys.actions.open_round import open_round
from staffelstab.web.surveys.actions.read_upload import read_upload
from staffelstab.web.surveys.actions.save_answers import save_answers
from staffelstab.web.surveys.exports.workbook import workbook_of
from staffelstab.web.surveys.models import Round, Sheet, Upload
from staffelstab.web.surveys.pathway import aids_today
from staffelstab.web.surveys.queries import aid_of_round, world_of
from tests.cast import Cast
from tests.web.alliances.making import key_in, last_letter

TOTAL, GROUPS, AFTER = "people.total", "people.groups", "obstacles.after"
A_GROUP = {"group": "Geduldete ohne Abschluss", "status": "duldung", "place": "05999004", "persons": "20–30"}


def today() -> date:
    return timezone.localdate()


def make_round(cast: Cast, aid: str = "needs_and_offers", title: str = "Frühjahr 2027") -> Round:
    chosen = next(each for each in aids_today(today()) if each.key == aid)
    with cast.inside():
        return open_round(cast.aydin, chosen, title=title, due_on=today() + timedelta(days=40), today=today())


def ask(cast: Cast, asked: Round, *questions: str, **said: Any) -> tuple[Sheet, str]:
    """The sheet of a partner and the key in the letter."""
    due_on = said.pop("due_on", today() + timedelta(days=14))
    message = said.pop("message", "")
    given = {
        "organisation": cast.partner_organisation,
        "function": "Kursleitung",
        "address": "kurse@bildungswerk.example.org",
        **said,
    }
    with cast.inside():
        sheet = ask_partner(
            cast.aydin,
            asked,
            Partner(**given),
            questions=questions,
            due_on=due_on,
            message=message,
            today=today(),
        )
    return sheet, key_in(last_letter().text)


def link_of(key: str) -> str:
    return f"/l/arbeitshilfen/{key}/"


def own_answers(cast: Cast, who: str, asked: Round, typed: dict[str, Any], *, hand_in: bool = True) -> Sheet:
    person = getattr(cast, who)
    with cast.inside():
        sheet = begin_sheet(person, asked, today=today())
        save_answers(person, sheet, typed)
        return hand_in_sheet(person, sheet, today=today()) if hand_in else sheet


def partner_answers(cast: Cast, asked: Round, typed: dict[str, Any], **said: Any) -> Sheet:
    """A partner is asked everything, answers by link and hands in."""
    sheet, _key = ask(cast, asked, **said)
    with cast.inside():
        task = LinkTask.objects.get(subject=str(sheet.pk))
        save_answers(task, sheet, typed)
        return hand_in_sheet(task, sheet, today=today())


def an_upload(cast: Cast, asked: Round) -> Upload:
    """A workbook that the coordination has read for its own sheet."""
    sheet = own_answers(cast, "aydin", asked, {TOTAL: "5"}, hand_in=False)
    with cast.inside():
        aid = aid_of_round(asked)
        content = workbook_of(aid, aid.sections, {TOTAL: "120"}, world_of(cast.alliance), asked_for="Test")
        return read_upload(cast.aydin, sheet, file_name="antwort.xlsx", content=content)
