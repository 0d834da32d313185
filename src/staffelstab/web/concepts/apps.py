from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from staffelstab.web.kit.navigation import NavigationEntry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class ConceptsConfig(AppConfig):
    name = "staffelstab.web.concepts"
    label = "concepts"
    deeds: ClassVar[dict[str, StrPromise]] = {
        "concepts.create_concept": _("Pathway concept created"),
        "concepts.take_regular_system": _("Regular system taken into a pathway concept"),
        "concepts.edit_concept": _("Details of a pathway concept changed"),
        "concepts.add_station": _("Station added"),
        "concepts.remove_station": _("Station taken out"),
        "concepts.mark_entry_point": _("Entry point changed"),
        "concepts.add_transition": _("Transition added"),
        "concepts.edit_transition": _("Transition changed"),
        "concepts.remove_transition": _("Transition taken out"),
        "concepts.undo_change": _("Change taken back"),
        "concepts.read_import": _("File read for a preview"),
        "concepts.apply_import": _("File taken over"),
        "concepts.undo_import": _("File taken back"),
        "concepts.branch_variant": _("Variant branched"),
        "concepts.merge_variant": _("Variant merged"),
        "concepts.present_version": _("Version presented"),
        "concepts.discuss_version": _("Version discussed"),
        "concepts.decide_version": _("Version decided"),
        "concepts.put_in_force": _("Version put in force"),
        "concepts.write_comment": _("Comment written"),
        "concepts.settle_comment": _("Comment settled"),
        "concepts.redo_change": _("Change brought back"),
        "concepts.propose_change": _("Change proposed"),
        "concepts.accept_proposal": _("Proposal accepted"),
        "concepts.reject_proposal": _("Proposal rejected"),
        "concepts.assign_finding": _("Finding assigned"),
        "concepts.accept_finding": _("Finding accepted as known"),
        "concepts.reopen_finding": _("Finding opened again"),
    }
    offer_uses = "staffelstab.web.concepts.queries.uses.offer_uses"
    navigation = (NavigationEntry(_("Pathway concept"), "concepts:list", position=40),)
