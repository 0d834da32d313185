from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from staffelstab.web.kit.navigation import NavigationEntry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class OffersConfig(AppConfig):
    name = "staffelstab.web.offers"
    label = "offers"
    deeds: ClassVar[dict[str, StrPromise]] = {
        "offers.create_offer": _("Offer recorded"),
        "offers.create_offers": _("Offer taken over from a list"),
        "offers.withdraw_offers": _("Offer from a list taken back"),
        "offers.edit_offer": _("Offer changed"),
        "offers.confirm_offer": _("Offer confirmed as still correct"),
        "offers.end_offer": _("End of an offer reported"),
        "offers.ask_provider": _("Provider asked by letter"),
        "offers.remind_provider": _("Provider reminded by letter"),
        "offers.withdraw_inquiry": _("Letter to a provider withdrawn"),
        "offers.answer_inquiry": _("Letter answered by a provider"),
        "offers.decide_answer": _("Change of a provider decided about"),
        "offers.decide_law_change": _("Change of law decided about"),
        "offers.list_offer": _("Offer of another alliance listed"),
        "offers.unlist_offer": _("Offer taken off the list"),
        "offers.record_need": _("Need recorded"),
        "offers.record_needs": _("Need taken over from a list"),
        "offers.remove_needs": _("Need from a list taken back"),
        "offers.edit_need": _("Need changed"),
        "offers.remove_need": _("Need removed"),
        "offers.release_needs": _("Needs given out"),
        "offers.record_statements": _("Statement recorded"),
        "offers.edit_statement": _("Statement changed"),
        "offers.code_statement": _("Code given or taken away"),
        "offers.finish_statement": _("Statement finished by a coder"),
        "offers.keep_code": _("Code book changed"),
    }
    promises = "staffelstab.web.offers.queries.promises.promises"
    funding_uses = "staffelstab.web.offers.queries.funding_uses"
    navigation = (NavigationEntry(_("Needs and offers"), "offers:list", position=30),)
