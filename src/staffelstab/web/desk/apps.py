from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from staffelstab.web.kit.navigation import NavigationEntry


class DeskConfig(AppConfig):
    name = "staffelstab.web.desk"
    label = "desk"
    navigation = (NavigationEntry(_("Desk"), "desk:today", position=10),)
