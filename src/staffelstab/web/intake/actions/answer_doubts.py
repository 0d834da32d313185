from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.intake.enums import State
from staffelstab.web.intake.models import ForeignList
from staffelstab.web.intake.rules import may_map
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def answer_doubts(
    person: Membership, foreign_list: ForeignList, answers: Mapping[str, Mapping[str, str]]
) -> ForeignList:
    """Says what texts mean that could not be read: field → text → meaning; empty leaves the field empty.

    Remembered with the source: the next file with the same headings is read with the same answers.
    """
    foreign_list = (
        ForeignList.objects.select_for_update(of=("self",)).select_related("source").get(pk=foreign_list.pk)
    )
    may_map(person, foreign_list).or_refuse()
    words = {name: dict(said) for name, said in foreign_list.mapping.get("words", {}).items()}
    for name, said in answers.items():
        words.setdefault(name, {}).update(said)
    foreign_list.mapping = foreign_list.mapping | {"words": words}
    foreign_list.state = State.READ
    foreign_list.save(update_fields=("mapping", "state"))
    if foreign_list.source is not None:
        foreign_list.source.content = foreign_list.mapping
        foreign_list.source.save(update_fields=("content", "updated_at"))
    write_entry(
        person,
        "intake.answer_doubts",
        foreign_list,
        alliance_key=person.alliance.slug,
        after={name: dict(said) for name, said in answers.items()},
    )
    return foreign_list
