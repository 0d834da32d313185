from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.alliances.rules import may_edit_alliance, may_manage_members, may_see_journal


@dataclass(frozen=True)
class Tab:
    label: str | Promise
    url: str
    current: bool


def tabs_for(request: AllianceRequest) -> list[Tab]:
    """The pages about the alliance itself, as far as they are open to this person; none if only one is."""
    person, alliance = request.membership, request.alliance
    pages = (
        ("alliances:actors", _("Actors"), True),
        ("alliances:territories", _("Responsibilities"), True),
        ("alliances:bodies", _("Bodies"), True),
        ("alliances:structures", _("Structure"), True),
        ("alliances:members", _("Members"), may_manage_members(person, alliance)),
        ("alliances:edit", _("Details of the alliance"), may_edit_alliance(person)),
        ("alliances:journal", _("Journal"), may_see_journal(person)),
    )
    here = request.resolver_match.view_name if request.resolver_match else ""
    open_pages = [(name, label) for name, label, allowed in pages if allowed]
    if len(open_pages) == 1:
        return []
    return [Tab(label, reverse(name, args=[alliance.slug]), name == here) for name, label in open_pages]
