from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.models import Concept
from staffelstab.web.concepts.rules import may_edit_concepts
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def create_concept(
    person: Membership,
    *,
    title: str,
    date: date,
    scales: dict[str, Any],
    profiles: dict[str, Any],
    goals: list[dict[str, Any]],
    places: list[dict[str, Any]],
    settings: dict[str, Any] | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    assumption_note: str = "",
) -> Concept:
    """An empty concept: what can be said about a situation, who is looked at, where, and where a way ends well."""
    may_edit_concepts(person).or_refuse()
    concept = Concept(
        alliance=person.alliance,
        title=title.strip(),
        date=date,
        valid_from=valid_from,
        valid_to=valid_to,
        scales=scales,
        profiles=profiles,
        goals=goals,
        places=places,
        settings=settings or {},
        assumption_note=assumption_note.strip(),
    )
    concept.full_clean()
    concept.save()
    write_entry(
        person,
        "concepts.create_concept",
        concept,
        alliance_key=person.alliance.slug,
        after={"title": concept.title, "date": date},
    )
    return concept
