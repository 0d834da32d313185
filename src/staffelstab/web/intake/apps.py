from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from staffelstab.web.kit.navigation import NavigationEntry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class IntakeConfig(AppConfig):
    name = "staffelstab.web.intake"
    label = "intake"
    deeds: ClassVar[dict[str, StrPromise]] = {
        "intake.read_list": _("List of others read"),
        "intake.map_columns": _("Columns of a list confirmed"),
        "intake.answer_doubts": _("Doubtful cells of a list decided"),
        "intake.decide_rows": _("Rows of a list decided"),
        "intake.finish_work": _("Work on a list ended"),
        "intake.discard_list": _("List of others discarded"),
        "intake.rename_mapping": _("Remembered source renamed"),
        "intake.forget_mapping": _("Remembered source forgotten"),
    }
    tells_about = "staffelstab.web.intake.queries.lists.told_about"
    navigation = (NavigationEntry(_("Lists"), "intake:lists", position=35),)
