from __future__ import annotations

from staffelstab.web.alliances.forms.alliance import AllianceForm, NewAllianceForm
from staffelstab.web.alliances.forms.bodies import (
    BodyForm,
    DayForm,
    NewSeatForm,
    ReasonForm,
    RenameForm,
    SeatForm,
)
from staffelstab.web.alliances.forms.contacts import ContactForm
from staffelstab.web.alliances.forms.members import MemberForm, RoleForm
from staffelstab.web.alliances.forms.organisations import LastDayForm, NewOrganisationForm, OrganisationForm
from staffelstab.web.alliances.forms.structures import FoundingForm, InvolvementForm, StructureForm
from staffelstab.web.alliances.forms.territories import TypesForm

__all__ = [
    "AllianceForm",
    "BodyForm",
    "ContactForm",
    "DayForm",
    "FoundingForm",
    "InvolvementForm",
    "LastDayForm",
    "MemberForm",
    "NewAllianceForm",
    "NewOrganisationForm",
    "NewSeatForm",
    "OrganisationForm",
    "ReasonForm",
    "RenameForm",
    "RoleForm",
    "SeatForm",
    "StructureForm",
    "TypesForm",
]
