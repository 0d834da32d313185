from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.change_concept import change_concept
from staffelstab.web.concepts.actions.restore_snapshot import restore_snapshot
from staffelstab.web.concepts.models import Concept
from staffelstab.web.concepts.queries.merging import merge_plan
from staffelstab.web.concepts.queries.snapshots import snapshot_of
from staffelstab.web.concepts.rules import may_merge


@transaction.atomic
def merge_variant(
    person: Membership, variant: Concept, *, revision: int, from_variant: Collection[str] = ()
) -> Concept:
    """What the variant changed is taken over into its concept, in one change that can be taken back.

    `revision`: of the concept. `from_variant`: the conflicts in which the variant counts, by their names; in the others
    the concept stays as it is.
    """
    may_merge(person, variant).or_refuse()
    locked = Concept.objects.select_for_update().get(pk=variant.pk)
    concept = Concept.objects.get(variants=locked)
    try:
        with change_concept(
            person, concept, revision=revision, code="merge_variant", subject=locked.title
        ) as changed:
            plan = merge_plan(snapshot_of(changed), locked.base, snapshot_of(locked))
            restore_snapshot(changed, plan.changes(from_variant))
    except (ProtectedError, KeyError) as problem:
        text = _("The changes do not fit together: a transition would lose its station. Merge by hand.")
        raise ValidationError(text) from problem
    Concept.objects.filter(pk=locked.pk).update(base=snapshot_of(concept))
    return concept
