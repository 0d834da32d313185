from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.change_concept import ConceptChanged
from staffelstab.web.concepts.models import Change, Concept, Version
from staffelstab.web.concepts.pathway import fingerprint, prepared
from staffelstab.web.concepts.queries.versions import content_of
from staffelstab.web.concepts.rules import may_present
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def present_version(
    person: Membership, concept: Concept, *, revision: int, note: str = "", today: date
) -> Version:
    """The concept as it stands gets a number and a fingerprint; from now on this version cannot change."""
    may_present(person, concept).or_refuse()
    locked = Concept.objects.select_for_update().get(pk=concept.pk)
    if locked.revision != revision:
        raise ConceptChanged(list(Change.objects.filter(concept=locked, revision__gt=revision)))
    content = content_of(locked)
    if prepared(content["document"]).pathway is None:
        raise ValidationError(_("The concept contradicts itself. Repair that first; its page says where."))
    last = Version.objects.filter(concept=locked).aggregate(last=Max("number"))["last"]
    version = Version(
        alliance=locked.alliance,
        concept=locked,
        number=(last or 0) + 1,
        revision=locked.revision,
        title=locked.title,
        content=content,
        digest=fingerprint(content),
        note=note.strip(),
        by=person.journal_label[:300],
        presented_on=today,
    )
    version.full_clean()
    version.save()
    write_entry(
        person,
        "concepts.present_version",
        version,
        alliance_key=person.alliance.slug,
        after={"number": version.number, "digest": version.digest, "revision": version.revision},
    )
    return version
