from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.models import Concept, Import
from staffelstab.web.concepts.pathway import read_file
from staffelstab.web.concepts.rules import may_edit_concepts
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def read_import(
    person: Membership, *, file_name: str, content: bytes, concept: Concept | None = None
) -> Import:
    """Reads a file for a preview and changes nothing else. UnreadableFile names every problem of the file."""
    may_edit_concepts(person).or_refuse()
    found = read_file(content, file_name)
    imported = Import.objects.create(
        alliance=person.alliance,
        concept=concept,
        file_name=file_name[-255:],
        by=person.journal_label[:300],
        document=found.document,
        warnings=list(found.doubts),
    )
    write_entry(
        person,
        "concepts.read_import",
        imported,
        alliance_key=person.alliance.slug,
        after={"file": imported.file_name},
    )
    return imported
