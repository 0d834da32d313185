from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from staffelstab.web.alliances.actions.close_link_task import close_link_task
from staffelstab.web.alliances.enums import LinkState
from staffelstab.web.alliances.models import LinkTask
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.kit.meanwhile import require_unchanged
from staffelstab.web.notices.actions.send_letter import send_letter
from staffelstab.web.offers.actions.confirm_offer import keep_confirmation
from staffelstab.web.offers.actions.edit_offer import locked, version_of, write_changes
from staffelstab.web.offers.actions.end_offer import keep_end
from staffelstab.web.offers.enums import AnswerKind
from staffelstab.web.offers.models import Answer, Inquiry, Offer
from staffelstab.web.offers.pathway import offer_document
from staffelstab.web.offers.queries.inquiries import KIND, answers_of
from staffelstab.web.offers.queries.letters import receipt
from staffelstab.web.offers.rules import may_answer_for

FACTS = ("places", "start_months", "valid_to")


@dataclass(frozen=True)
class Said:
    """The answer about one offer. ``facts`` count at once, ``wishes`` and ``note`` wait for the coordination."""

    offer_id: int
    kind: str
    last_day: date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    wishes: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    seen: str = ""


@transaction.atomic
def answer_inquiry(task: LinkTask, said: Sequence[Said], *, today: date) -> Inquiry:
    """A provider answers by link. What is not answered stays open; the last answer closes the letter."""
    inquiry = Inquiry.objects.select_for_update().get(pk=int(task.subject))
    state = LinkTask.objects.get(pk=task.pk).state_on(today)
    if inquiry.closed_on is not None or state != LinkState.OPEN:
        raise ValidationError(
            _("This was answered already, or the letter is not open any more. Nothing was changed.")
        )
    if not said:
        raise ValidationError(_("Choose an answer for at least one offer."))
    answered = [_answer(task, inquiry, each, today) for each in said]
    if not inquiry.answers.filter(kind="").exists():
        _close(inquiry, today)
    after = {answer.offer.key: answer.kind for answer in answered}
    write_entry(task, "offers.answer_inquiry", inquiry, alliance_key=task.alliance.slug, after=after)
    with override(task.language):
        subject, text = receipt(task, list(answers_of(inquiry)))
    send_letter(address=task.address, language=task.language, subject=subject, text=text)
    return inquiry


def _answer(task: LinkTask, inquiry: Inquiry, said: Said, today: date) -> Answer:
    answer = Answer.objects.select_for_update().get(inquiry=inquiry, offer=said.offer_id)
    if answer.kind:
        text = _("“%(title)s” was answered already. Nothing was changed.")
        raise ValidationError(text % {"title": answer})
    offer = locked(answer.offer)
    may_answer_for(task, offer).or_refuse()
    require_unchanged(said.seen, version_of(offer))
    answer.kind = AnswerKind(said.kind)
    if answer.kind == AnswerKind.CHANGED:
        _take_facts(task, offer, said.facts)
        answer.wishes, answer.note = dict(said.wishes), said.note.strip()
    answer.answered_at, answer.answered_by = timezone.now(), task.journal_label[:300]
    answer.full_clean()
    answer.save()
    if answer.kind == AnswerKind.ENDED:
        keep_end(task, offer, said.last_day or today)
    elif not answer.waits and not offer.has_ended(today):
        keep_confirmation(task, offer, today=today)
    return answer


def _take_facts(task: LinkTask, offer: Offer, facts: Mapping[str, Any]) -> None:
    before = offer_document(offer)
    for name in FACTS:
        if name in facts:
            setattr(offer, name, facts[name])
    offer.full_clean()
    offer.save()
    if offer_document(offer) != before:
        write_changes(task, "offers.edit_offer", offer, before)


def _close(inquiry: Inquiry, today: date) -> None:
    """Both links of a letter that was reminded of are done."""
    inquiry.closed_on = today
    inquiry.save(update_fields=("closed_on",))
    for task in LinkTask.objects.filter(kind=KIND, subject=str(inquiry.pk)):
        if task.state_on(today) == LinkState.OPEN:
            close_link_task(task, today=today)
