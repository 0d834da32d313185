from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from staffelstab.web.alliances.models import Membership, Place
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.kit.meanwhile import require_unchanged
from staffelstab.web.notices.actions.send_letter import send_letter
from staffelstab.web.offers.actions.confirm_offer import keep_confirmation
from staffelstab.web.offers.actions.create_offer import require_readable
from staffelstab.web.offers.actions.edit_offer import locked, version_of, write_changes
from staffelstab.web.offers.enums import Decision
from staffelstab.web.offers.models import Answer, Offer
from staffelstab.web.offers.pathway import offer_document
from staffelstab.web.offers.queries.inquiries import latest_task
from staffelstab.web.offers.queries.letters import decided
from staffelstab.web.offers.rules import may_decide_answers


@transaction.atomic
def decide_answer(
    person: Membership, answer: Answer, *, decision: str, reason: str = "", today: date, seen: str = ""
) -> Answer:
    """What a provider wishes to change is taken over, or left with a reason; either way somebody has looked."""
    may_decide_answers(person).or_refuse()
    answer = Answer.objects.select_for_update().get(pk=answer.pk)
    if not answer.waits:
        raise ValidationError(_("This answer has been decided about already. Nothing was changed."))
    if decision == Decision.KEPT and not reason.strip():
        raise ValidationError(
            {"reason": _("Please say why the offer stays as it was; the provider reads it.")}
        )
    offer = locked(answer.offer)
    require_unchanged(seen, version_of(offer))
    if decision == Decision.ACCEPTED:
        _take_over(person, offer, answer.wishes)
    answer.decision, answer.reason = Decision(decision), reason.strip()
    answer.decided_on, answer.decided_by = today, person.journal_label[:300]
    answer.full_clean()
    answer.save()
    if not offer.has_ended(today):
        keep_confirmation(person, offer, today=today, by=answer.answered_by)
    after = {"decision": decision, "reason": answer.reason}
    write_entry(person, "offers.decide_answer", offer, alliance_key=person.alliance.slug, after=after)
    _tell(answer)
    return answer


def _take_over(person: Membership, offer: Offer, wishes: dict[str, Any]) -> None:
    before = offer_document(offer)
    if "conditions" in wishes:
        offer.definition = {**offer.definition, "conditions": wishes["conditions"]}
    if "territory" in wishes:
        offer.everywhere = bool(wishes.get("everywhere"))
        offer.territory.set(() if offer.everywhere else Place.objects.filter(pk__in=wishes["territory"]))
    offer.full_clean()
    offer.save()
    require_readable(offer)
    if offer_document(offer) != before:
        write_changes(person, "offers.edit_offer", offer, before)


def _tell(answer: Answer) -> None:
    task = latest_task(answer.inquiry)
    if task is None or not task.address:
        return
    with override(task.language):
        subject, text = decided(task, answer)
    send_letter(address=task.address, language=task.language, subject=subject, text=text)
