from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from staffelstab.web.kit.navigation import NavigationEntry


class OffersConfig(AppConfig):
    name = "staffelstab.web.offers"
    label = "offers"
    funding_uses = "staffelstab.web.offers.queries.funding_uses"
    navigation = (NavigationEntry(_("Needs and offers"), "offers:list", position=30),)
