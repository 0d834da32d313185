from __future__ import annotations

import json
from typing import Any

from django.core import serializers
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from staffelstab.web.alliances.models import Membership, Participation
from staffelstab.web.concepts.actions.change_concept import change_concept
from staffelstab.web.concepts.actions.restore_snapshot import restore_snapshot
from staffelstab.web.concepts.models import Change, Concept, Import, Station, Transition
from staffelstab.web.concepts.rules import may_undo_import
from staffelstab.web.funding.models import Funding
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.actions.remove_need import remove_need
from staffelstab.web.offers.actions.unlist_offer import unlist_offer
from staffelstab.web.offers.models import Need, Offer
from staffelstab.web.offers.queries import uses_of


@transaction.atomic
def undo_import(person: Membership, imported: Import) -> None:
    """Everything the file changed is as before. What others use meanwhile (an offer listed elsewhere) stays there."""
    imported = Import.objects.select_for_update(of=("self",)).select_related("concept").get(pk=imported.pk)
    may_undo_import(person, imported).or_refuse()
    concept = imported.concept
    if concept is None:
        return
    _take_back(person, concept, imported)
    created = imported.before["created"]
    for need in Need.objects.filter(pk__in=created["needs"]):
        remove_need(person, need)
    for offer in Offer.objects.filter(pk__in=created["offers"]):
        if not uses_of(offer):
            unlist_offer(person, offer)
            _delete_if_unused(offer)
    for rows in imported.before["rows"].values():
        _bring_back(rows)
    for funding in Funding.objects.filter(pk__in=created["fundings"]):
        _delete_if_unused(funding)
    for participation in Participation.objects.filter(pk__in=created["participations"]):
        _delete_if_unused(participation)
        _delete_if_unused(participation.organisation)
    imported.undone_at = timezone.now()
    if imported.before["is_new_concept"]:
        imported.concept = None
    imported.save()
    if imported.before["is_new_concept"]:
        _remove_concept(person, concept)


def _take_back(person: Membership, concept: Concept, imported: Import) -> None:
    change = Change.objects.get(concept=concept, revision=imported.revision_after or 0)
    with change_concept(
        person,
        concept,
        revision=concept.revision,
        code="undo_import",
        subject=imported.file_name,
        is_undone=True,
    ) as changed:
        restore_snapshot(changed, change.before)
        Change.objects.filter(pk=change.pk).update(is_undone=True)


def _bring_back(rows: dict[str, Any]) -> None:
    for found in serializers.deserialize("json", json.dumps(list(rows.values()))):
        found.save()


def _delete_if_unused(thing: models.Model) -> None:
    """Others may have begun to use it; then it stays."""
    try:
        with transaction.atomic():
            if isinstance(thing, Offer):
                thing.territory.clear()
            thing.delete()
    except ProtectedError:
        return


def _remove_concept(person: Membership, concept: Concept) -> None:
    """A concept that only the file made disappears with it; the journal remembers it."""
    if Import.objects.filter(concept=concept).exists():
        return
    write_entry(
        person,
        "concepts.undo_import",
        concept,
        alliance_key=person.alliance.slug,
        before={"title": concept.title},
    )
    Transition.objects.filter(concept=concept).delete()
    Station.objects.filter(concept=concept).delete()
    Change.objects.filter(concept=concept).delete()
    concept.other_offers.clear()
    concept.delete()
