from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from staffelstab.web.alliances.actions.send_link_task import LetterText, Request, send_link_task
from staffelstab.web.alliances.models import LinkTask, Membership, Organisation
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.surveys.models import Round, Sheet
from staffelstab.web.surveys.pathway import FILL, in_words
from staffelstab.web.surveys.queries import aid_of_round, sections_of, time_for
from staffelstab.web.surveys.rules import may_run_round


@dataclass(frozen=True)
class Partner:
    """Whom to ask: a function of an organisation, at a business address."""

    organisation: Organisation | None
    function: str
    address: str
    language: str = "de"


@transaction.atomic
def ask_partner(
    person: Membership,
    asked: Round,
    partner: Partner,
    *,
    questions: Sequence[str] = (),
    due_on: date,
    message: str = "",
    today: date,
) -> Sheet:
    """One task by link: these questions, until this day. The sheet is theirs alone."""
    may_run_round(person, asked).or_refuse()
    sheet = Sheet(
        alliance=person.alliance,
        round=asked,
        organisation=partner.organisation,
        function=partner.function.strip(),
        questions=list(questions),
        message=message.strip(),
        began_on=today,
        due_on=due_on,
    )
    if due_on < today:
        raise ValidationError({"due_on": _("The day is over already.")})
    _require_known(asked, questions)
    sheet.full_clean()
    sheet.save()
    write_entry(
        person,
        "surveys.ask_partner",
        sheet,
        alliance_key=person.alliance.slug,
        after={"round": str(asked), "questions": list(questions), "due_on": due_on},
    )
    send_task(person, sheet, partner.address, partner.language, first_letter, today=today)
    return sheet


def _require_known(asked: Round, questions: Sequence[str]) -> None:
    known = {question.key for question in aid_of_round(asked).questions()}
    unknown = [key for key in questions if key not in known]
    if unknown:
        raise ValidationError(
            _("These questions are not in the work aid: %(keys)s."), params={"keys": ", ".join(unknown)}
        )


def send_task(
    person: Membership, sheet: Sheet, address: str, language: str, letter: LetterText, *, today: date
) -> LinkTask:
    """A link that opens this sheet; the draft behind it is the same whichever link is used."""
    request = Request(
        kind=FILL,
        subject=str(sheet.pk),
        title=sheet.round.title,
        url_name="surveys_by_link:fill",
        function=sheet.function,
        address=address,
        expires_on=sheet.due_on,
        organisation=sheet.organisation,
        language=language,
    )
    return send_link_task(person, request, letter, today=today)


def first_letter(task: LinkTask, address: str) -> tuple[str, str]:
    return letter_text(task, address, _("Please: %(title)s") % {"title": task.title})


def letter_text(task: LinkTask, address: str, subject: str, opening: str = "") -> tuple[str, str]:
    """What, for whom, until when, how long it takes, and that no account is needed."""
    sheet = Sheet.objects.select_related("round", "alliance").get(pk=int(task.subject))
    sections = sections_of(sheet)
    count, time = sum(len(section.questions) for section in sections), time_for(sections)
    lines = (
        opening,
        _("%(alliance)s asks you as “%(function)s”: %(title)s.")
        % {"alliance": sheet.alliance, "function": task.who, "title": task.title},
        sheet.message,
        in_words(aid_of_round(sheet.round).purpose),
        ngettext(
            "There is %(count)s question; that takes %(time)s. Please answer until %(day)s.",
            "There are %(count)s questions; that takes %(time)s. Please answer until %(day)s.",
            count,
        )
        % {"count": count, "time": time, "day": date_format(task.expires_on, "d.m.Y")},
        _("You need no account. What you have begun is kept, so you can go on later with the same link:"),
        address,
        _("Please give counts and facts about structures only, nothing about single people."),
        _("You were asked by: %(who)s.") % {"who": task.asked_by},
    )
    return subject, "\n\n".join(line for line in lines if line)
