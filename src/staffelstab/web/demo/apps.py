from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class DemoConfig(AppConfig):
    name = "staffelstab.web.demo"
    label = "demo"
    deeds: ClassVar[dict[str, StrPromise]] = {
        "demo.give_passwords": _("Passwords of the demonstration set"),
    }
