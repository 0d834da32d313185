from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.models import Comment
from staffelstab.web.concepts.rules import may_settle_comment
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def settle_comment(person: Membership, comment: Comment, *, state: str, answer: str = "") -> None:
    """Resolved, or carried into the minutes of the core group."""
    locked = Comment.objects.select_for_update(of=("self",)).select_related("version").get(pk=comment.pk)
    may_settle_comment(person, locked).or_refuse()
    locked.state, locked.answer = state, answer.strip()
    locked.settled_by = person.journal_label[:300]
    locked.full_clean()
    locked.save()
    write_entry(
        person,
        "concepts.settle_comment",
        locked.version,
        alliance_key=person.alliance.slug,
        after={"comment": locked.text, "state": state, "answer": locked.answer},
    )
