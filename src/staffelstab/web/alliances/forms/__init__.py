from __future__ import annotations

from staffelstab.web.alliances.forms.alliance import AllianceForm, NewAllianceForm
from staffelstab.web.alliances.forms.members import MemberForm, RoleForm
from staffelstab.web.alliances.forms.organisations import LastDayForm, NewOrganisationForm, OrganisationForm
from staffelstab.web.alliances.forms.structures import FoundingForm, InvolvementForm, StructureForm

__all__ = [
    "AllianceForm",
    "FoundingForm",
    "InvolvementForm",
    "LastDayForm",
    "MemberForm",
    "NewAllianceForm",
    "NewOrganisationForm",
    "OrganisationForm",
    "RoleForm",
    "StructureForm",
]
