from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from staffelstab.web.kit.navigation import NavigationEntry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class SurveysConfig(AppConfig):
    name = "staffelstab.web.surveys"
    label = "surveys"
    deeds: ClassVar[dict[str, StrPromise]] = {
        "surveys.open_round": _("Round of a work aid opened"),
        "surveys.close_round": _("Round of a work aid closed"),
        "surveys.ask_partner": _("Partner asked to fill in a work aid"),
        "surveys.decide_answer": _("Answer to a work aid decided"),
        "surveys.take_over_answers": _("Decided answers taken over"),
        "surveys.apply_upload": _("Answers of a workbook taken over"),
        "surveys.undo_upload": _("Answers of a workbook taken back"),
        "surveys.hand_in_sheet": _("Answers to a work aid handed in"),
        "surveys.reopen_sheet": _("Answers opened again"),
        "surveys.renew_link": _("New link to a work aid sent"),
        "surveys.remind_partner": _("Partner reminded of a work aid"),
    }
    navigation = (NavigationEntry(_("Work aids"), "surveys:list", position=25),)
