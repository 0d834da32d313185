from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from staffelstab.web.kit.navigation import NavigationEntry


class ConceptsConfig(AppConfig):
    name = "staffelstab.web.concepts"
    label = "concepts"
    navigation = (NavigationEntry(_("Pathway concept"), "concepts:list", position=40),)
