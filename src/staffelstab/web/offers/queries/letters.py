"""What the letters to providers say, in the language that is switched on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from staffelstab.web.alliances.models import LinkTask
from staffelstab.web.offers.enums import AnswerKind, Decision
from staffelstab.web.offers.models import Answer, Inquiry, Offer

EACH_OFFER_UP_TO = 8
WORDS = {"stimmt": AnswerKind.CORRECT, "geaendert": AnswerKind.CHANGED, "beendet": AnswerKind.ENDED}
"""Answers as they stand in addresses of the letter."""


def asking(task: LinkTask, address: str, inquiry: Inquiry, offers: Sequence[Offer]) -> tuple[str, str]:
    """Subject and text. Every address only opens the page and chooses there; nothing is answered by opening it."""
    subject = _("Is this still correct? Your offers in %(alliance)s") % {"alliance": task.alliance.name}
    parts = [
        _("Good day,"),
        _opening(task, inquiry, len(offers)),
        _("Everything is still correct:") + f"\n{address}?antwort=stimmt",
        _("Something has changed, or an offer has ended:") + f"\n{address}",
    ]
    if len(offers) <= EACH_OFFER_UP_TO:
        parts += [_each(offer, address) for offer in offers]
    parts.append(
        _("Opening the page changes nothing. Only what you send there counts. You need no account.")
        + "\n"
        + _("Asked by: %(who)s") % {"who": inquiry.asked_by}
    )
    return subject, "\n\n".join(parts) + "\n"


def reminding(task: LinkTask, address: str, inquiry: Inquiry, offers: Sequence[Offer]) -> tuple[str, str]:
    subject, text = asking(task, address, inquiry, offers)
    asked = _("We asked you on %(day)s and have no complete answer yet. This is the only reminder.")
    first, _blank, rest = text.partition("\n\n")
    return _("Reminder: %(subject)s") % {"subject": subject}, "\n\n".join(
        (first, asked % {"day": _german(inquiry.asked_on)}, rest)
    )


def _opening(task: LinkTask, inquiry: Inquiry, count: int) -> str:
    text = ngettext(
        "%(alliance)s lists %(count)d offer of %(provider)s and asks you to say until %(day)s whether it is still "
        "correct. That takes less than a minute.",
        "%(alliance)s lists %(count)d offers of %(provider)s and asks you to say until %(day)s whether they are "
        "still correct. That takes less than a minute.",
        count,
    )
    return text % {
        "alliance": task.alliance.name,
        "count": count,
        "provider": inquiry.organisation.name,
        "day": _german(task.expires_on),
    }


def _each(offer: Offer, address: str) -> str:
    lines = [
        f"{AnswerKind(kind).label}: {address}?angebot={offer.pk}&antwort={word}"
        for word, kind in WORDS.items()
    ]
    return "\n".join((offer.title, *(f"  {line}" for line in lines)))


def receipt(task: LinkTask, answers: Sequence[Answer]) -> tuple[str, str]:
    """What was recorded, word for word, without any key."""
    subject = _("Thank you: your answers to %(alliance)s") % {"alliance": task.alliance.name}
    lines = [f"{answer.offer.title}: {recorded(answer)}" for answer in answers]
    return subject, "\n".join((_("This was recorded:"), "", *lines)) + "\n"


def recorded(answer: Answer) -> str:
    said = str(AnswerKind(answer.kind).label) if answer.kind else _("not answered yet")
    day = answer.offer.ended_on
    if answer.kind == AnswerKind.ENDED and day:
        said = f"{said} ({_german(day)})"
    return f"{said}. " + _("The coordination decides about what you added.") if answer.waits else said


def decided(task: LinkTask, answer: Answer) -> tuple[str, str]:
    subject = _("Your change of “%(title)s”") % {"title": answer.offer.title}
    lines = [
        _("The coordination has decided about your change of “%(title)s”: %(decision)s.")
        % {"title": answer.offer.title, "decision": Decision(answer.decision).label}
    ]
    if answer.reason:
        lines.append(_("Reason: %(reason)s") % {"reason": answer.reason})
    return subject, "\n\n".join(lines) + "\n"


def _german(day: date) -> str:
    return f"{day:%d.%m.%Y}"
