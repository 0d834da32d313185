from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from staffelstab.web.kit.navigation import NavigationEntry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class AlliancesConfig(AppConfig):
    name = "staffelstab.web.alliances"
    label = "alliances"
    deeds: ClassVar[dict[str, StrPromise]] = {
        "alliances.create_alliance": _("Alliance opened"),
        "alliances.edit_alliance": _("Details of the alliance changed"),
        "alliances.record_founding": _("Origin of the core group recorded"),
        "alliances.add_structure": _("Existing structure named"),
        "alliances.remove_structure": _("Existing structure removed"),
        "alliances.record_involvement": _("Involvement of the municipalities recorded"),
        "alliances.add_organisation": _("Organisation added"),
        "alliances.add_organisations": _("Organisation added from a list"),
        "alliances.withdraw_organisations": _("Organisation from a list taken back"),
        "alliances.edit_organisation": _("Organisation changed"),
        "alliances.end_participation": _("End of a participation recorded"),
        "alliances.add_contact": _("Contact added"),
        "alliances.edit_contact": _("Contact changed"),
        "alliances.remove_contact": _("Contact removed"),
        "alliances.open_body": _("Body added"),
        "alliances.edit_body": _("Body changed"),
        "alliances.rename_body": _("Body renamed"),
        "alliances.end_body": _("End of a body recorded"),
        "alliances.give_seat": _("Member of a body added"),
        "alliances.edit_seat": _("Member of a body changed"),
        "alliances.explain_absence": _("Reason recorded why a type of actor is not here"),
        "alliances.withdraw_absence": _("Reason taken back why a type of actor is not here"),
        "alliances.add_membership": _("Member invited"),
        "alliances.change_role": _("Role changed"),
        "alliances.end_membership": _("Membership ended"),
        "alliances.send_link_task": _("Task sent by link"),
        "alliances.withdraw_link_task": _("Task by link withdrawn"),
    }
    navigation = (NavigationEntry(_("Alliance"), "alliances:actors", position=20),)
