from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.enums import Founding, Stage
from staffelstab.web.alliances.models import Alliance
from staffelstab.web.alliances.rules import may_create_alliance
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.journal.models import Actor


@transaction.atomic
def create_alliance(
    person: Actor,
    *,
    name: str,
    slug: str,
    kind: str,
    district_key: str,
    founding: str = Founding.UNKNOWN,
    stage: str = Stage.GATHERING,
) -> Alliance:
    """Open a new alliance. It has no members yet: ``add_membership`` gives it the first coordinator."""
    may_create_alliance(person).or_refuse()
    alliance = Alliance(
        name=name,
        slug=slug,
        kind=kind,
        district_key=district_key,
        founding=founding,
        stage=stage,
    )
    alliance.full_clean()
    alliance.save()
    write_entry(
        person,
        "alliances.create_alliance",
        alliance,
        alliance_key=alliance.slug,
        after={"name": name, "district_key": district_key, "founding": founding},
    )
    return alliance
