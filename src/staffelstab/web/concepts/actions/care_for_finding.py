"""The frame of every deed on a finding: rule, lock, change, journal. All or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.models import Concept, FindingCare
from staffelstab.web.concepts.rules import may_care_for_findings
from staffelstab.web.journal.actions.write_entry import write_entry

TOLD = ("organisation_id", "function", "due_on", "accepted_because", "accepted_on")


@contextmanager
def care_for_finding(
    person: Membership, concept: Concept, code: str, *, name: str, title: str
) -> Iterator[FindingCare]:
    """Inside, change the care that is yielded. Nothing changed means nothing recorded."""
    may_care_for_findings(person, concept).or_refuse()
    with transaction.atomic():
        Concept.objects.select_for_update().get(pk=concept.pk)  # one after the other, also for the first row
        care = FindingCare.objects.filter(concept=concept, name=name).first()
        care = care or FindingCare(alliance=concept.alliance, concept=concept, name=name)
        before = _told(care)
        yield care
        after = _told(care)
        if before == after:
            return
        care.title, care.by = title[:500], person.journal_label[:300]
        care.full_clean()
        care.save()
        told = {"finding": name, **after}
        write_entry(person, code, concept, alliance_key=person.alliance.slug, before=before, after=told)


def _told(care: FindingCare) -> dict[str, Any]:
    return {name: getattr(care, name) for name in TOLD}
