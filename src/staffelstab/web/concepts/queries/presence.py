"""Who has a concept open right now: by function, for a minute and a half, in the cache and nowhere else."""

from __future__ import annotations

import datetime as dt

from django.core.cache import cache

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.models import Concept

SECONDS = 90


def others_here(person: Membership, concept: Concept, *, now: dt.datetime) -> list[str]:
    """Notes that this person is here, and answers who else is. Two accounts of one function count as one."""
    name = f"presence-{concept.pk}"
    fresh = now - dt.timedelta(seconds=SECONDS)
    here: dict[str, dt.datetime] = {
        who: seen for who, seen in (cache.get(name) or {}).items() if seen >= fresh
    }
    me = str(person.user)
    cache.set(name, {**here, me: now}, SECONDS)
    return sorted(who for who in here if who != me)
