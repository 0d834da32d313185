from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from staffelstab.web.kit.navigation import NavigationEntry

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import _StrPromise as StrPromise


def _reads_lists(request: HttpRequest) -> bool:
    """Only for whom the page opens; the rule itself needs models, which are not there yet when apps are named."""
    from staffelstab.web.intake.rules import may_take_in_lists

    membership = getattr(request, "membership", None)
    return membership is not None and bool(may_take_in_lists(membership))


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
    navigation = (NavigationEntry(_("Lists"), "intake:lists", position=35, visible=_reads_lists),)
