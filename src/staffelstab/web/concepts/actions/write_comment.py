from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.models import Comment, Version
from staffelstab.web.concepts.rules import may_comment
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def write_comment(
    person: Membership, version: Version, *, text: str, about: str = "", about_title: str = ""
) -> Comment:
    """`about`: "station:<key>", "transition:<key>><key>" or "finding:<name>" of the version; empty for all of it."""
    locked = Version.objects.select_for_update().get(pk=version.pk)
    may_comment(person, locked).or_refuse()
    comment = Comment(
        alliance=locked.alliance,
        version=locked,
        about=about,
        about_title=about_title[:500],
        text=text.strip(),
        by=person.journal_label[:300],
    )
    comment.full_clean()
    comment.save()
    write_entry(
        person,
        "concepts.write_comment",
        locked,
        alliance_key=person.alliance.slug,
        after={"about": about, "text": comment.text},
    )
    return comment
