from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from staffelstab.web.kit.navigation import NavigationEntry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class EvaluationsConfig(AppConfig):
    name = "staffelstab.web.evaluations"
    label = "evaluations"
    deeds: ClassVar[dict[str, StrPromise]] = {
        "evaluations.mark_overlap": _("Overlap marked as known"),
        "evaluations.publish_page": _("Page for everybody published"),
        "evaluations.withdraw_page": _("Page for everybody taken back"),
        "evaluations.unmark_overlap": _("Overlap is an open question again"),
    }
    navigation = (NavigationEntry(_("Evaluation"), "evaluations:figure", position=50),)
