from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.actions.create_offer import require_readable
from staffelstab.web.offers.actions.edit_offer import locked, write_changes
from staffelstab.web.offers.enums import Decision
from staffelstab.web.offers.models import LawDecision, Offer
from staffelstab.web.offers.pathway import (
    catalogue_definition,
    definition_of,
    digest_of_definition,
    followed,
    made_from_now,
    offer_document,
    read_offer,
    seams,
    with_old_rules,
)
from staffelstab.web.offers.rules import may_edit_offer

SEAM, VERSION = "seam", "version"


@transaction.atomic
def decide_law_change(
    person: Membership, offer: Offer, *, change: str, decision: str, reason: str = "", today: date
) -> LawDecision:
    """The offer follows the law as the catalogue has it, or stays as it was, with a reason. Decided once."""
    offer = locked(offer)
    may_edit_offer(person, offer).or_refuse()
    if LawDecision.objects.filter(offer=offer, change=change).exists():
        raise ValidationError(_("This has been decided about already. Nothing was changed."))
    if decision == Decision.KEPT and not reason.strip():
        raise ValidationError(_("Please say why the offer stays as it was."))
    before, kind = offer_document(offer), change.partition(":")[0]
    if kind == VERSION:
        _decide_version(offer, change, decision)
    elif kind == SEAM:
        _decide_seam(offer, change, decision)
    else:
        raise ValidationError(_("This change is not known."))
    offer.full_clean()
    offer.save()
    require_readable(offer)
    if offer_document(offer) != before:
        write_changes(person, "offers.edit_offer", offer, before)
    return _keep(person, offer, change, decision, reason.strip(), today)


def _keep(
    person: Membership, offer: Offer, change: str, decision: str, reason: str, today: date
) -> LawDecision:
    kept = LawDecision(
        alliance=person.alliance,
        offer=offer,
        change=change,
        decision=decision,
        reason=reason,
        decided_on=today,
        decided_by=person.journal_label[:300],
    )
    kept.full_clean()
    kept.save()
    after = {"change": change, "decision": decision, "reason": reason}
    write_entry(person, "offers.decide_law_change", offer, alliance_key=person.alliance.slug, after=after)
    return kept


def _decide_version(offer: Offer, change: str, decision: str) -> None:
    new = catalogue_definition(offer.catalogue_key)
    if not new or change != f"{VERSION}:{digest_of_definition(new)}":
        raise ValidationError(_("The catalogue says something else by now. Please look once more."))
    if decision == Decision.ACCEPTED:
        offer.definition = followed(offer.definition, offer.made_from.get("definition", {}), new)
    offer.made_from = made_from_now(offer.catalogue_key)


def _decide_seam(offer: Offer, change: str, decision: str) -> None:
    """The periods of the law stand in the offer already: to follow needs nothing, to keep takes the seam out."""
    known = [
        seam for seam in seams("de") if seam.change == change and seam.catalogue_key == offer.catalogue_key
    ]
    if not known:
        raise ValidationError(_("This change is not known."))
    read = read_offer(offer)
    if decision == Decision.KEPT and read.offer is not None:
        changed = with_old_rules(read.offer, known[0].day)
        offer.definition = {**offer.definition, "access": definition_of(changed).get("access", [])}
