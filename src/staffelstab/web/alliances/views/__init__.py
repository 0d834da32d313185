from __future__ import annotations

from staffelstab.web.alliances.views.alliance import actors, choose, edit_alliance_view, home, journal
from staffelstab.web.alliances.views.members import change_role_view, end_membership_view, members_view
from staffelstab.web.alliances.views.operations import new_alliance, operations
from staffelstab.web.alliances.views.organisations import (
    edit_organisation_view,
    end_participation_view,
    new_organisation,
    organisation,
)
from staffelstab.web.alliances.views.structures import (
    add_structure_view,
    edit_involvement,
    new_involvement,
    record_founding_view,
    remove_structure_view,
    structures_view,
)

__all__ = [
    "actors",
    "add_structure_view",
    "change_role_view",
    "choose",
    "edit_alliance_view",
    "edit_involvement",
    "edit_organisation_view",
    "end_membership_view",
    "end_participation_view",
    "home",
    "journal",
    "members_view",
    "new_alliance",
    "new_involvement",
    "new_organisation",
    "operations",
    "organisation",
    "record_founding_view",
    "remove_structure_view",
    "structures_view",
]
