from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.models import Concept, Station, Transition
from staffelstab.web.concepts.queries.snapshots import CONCEPT_FIELDS, TRANSITION_FIELDS, snapshot_of
from staffelstab.web.concepts.rules import may_branch
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def branch_variant(person: Membership, concept: Concept, *, title: str) -> Concept:
    """A copy to try something in. It remembers how the concept stood, so that both can be merged again."""
    may_branch(person, concept).or_refuse()
    locked = Concept.objects.select_for_update().get(pk=concept.pk)
    copied = {name: getattr(locked, name) for name in CONCEPT_FIELDS if name != "title"}
    variant = Concept(
        alliance=locked.alliance,
        title=title.strip(),
        variant_of=locked,
        base=snapshot_of(locked),
        **copied,
    )
    variant.full_clean()
    variant.save()
    variant.other_offers.set(locked.other_offers.all())
    _copy_rows(locked, variant)
    write_entry(
        person,
        "concepts.branch_variant",
        variant,
        alliance_key=person.alliance.slug,
        after={"title": variant.title, "from": locked.pk, "revision": locked.revision},
    )
    return variant


def _copy_rows(concept: Concept, variant: Concept) -> None:
    stations = Station.objects.bulk_create(
        Station(
            alliance=variant.alliance,
            concept=variant,
            offer_id=station.offer_id,
            is_entry_point=station.is_entry_point,
            position=station.position,
        )
        for station in Station.objects.filter(concept=concept)
    )
    by_offer = {station.offer_id: station for station in stations}
    Transition.objects.bulk_create(
        Transition(
            alliance=variant.alliance,
            concept=variant,
            origin=by_offer[each.origin.offer_id],
            target=by_offer[each.target.offer_id],
            **{name: getattr(each, name) for name in TRANSITION_FIELDS},
        )
        for each in Transition.objects.filter(concept=concept).select_related("origin", "target")
    )
