from __future__ import annotations

from staffelstab.web.alliances.views.alliance import actors, choose, edit_alliance_view, home, journal
from staffelstab.web.alliances.views.bodies import (
    bodies_view,
    body_view,
    edit_body_view,
    end_body_view,
    new_body,
    rename_body_view,
)
from staffelstab.web.alliances.views.contacts import edit_contact_view, new_contact
from staffelstab.web.alliances.views.expected import explain_absence_view, withdraw_absence_view
from staffelstab.web.alliances.views.members import change_role_view, end_membership_view, members_view
from staffelstab.web.alliances.views.operations import new_alliance, operations
from staffelstab.web.alliances.views.organisations import (
    edit_organisation_view,
    end_participation_view,
    new_organisation,
    organisation,
)
from staffelstab.web.alliances.views.seats import edit_seat_view, new_seat
from staffelstab.web.alliances.views.structures import (
    add_structure_view,
    edit_involvement,
    new_involvement,
    record_founding_view,
    remove_structure_view,
    structures_view,
)
from staffelstab.web.alliances.views.territories import territories, territories_file

__all__ = [
    "actors",
    "add_structure_view",
    "bodies_view",
    "body_view",
    "change_role_view",
    "choose",
    "edit_alliance_view",
    "edit_body_view",
    "edit_contact_view",
    "edit_involvement",
    "edit_organisation_view",
    "edit_seat_view",
    "end_body_view",
    "end_membership_view",
    "end_participation_view",
    "explain_absence_view",
    "home",
    "journal",
    "members_view",
    "new_alliance",
    "new_body",
    "new_contact",
    "new_involvement",
    "new_organisation",
    "new_seat",
    "operations",
    "organisation",
    "record_founding_view",
    "remove_structure_view",
    "rename_body_view",
    "structures_view",
    "territories",
    "territories_file",
    "withdraw_absence_view",
]
