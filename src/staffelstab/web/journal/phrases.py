"""How a deed reads. Rooms say it beside their navigation in ``apps.py``:

class OffersConfig(AppConfig):
    deeds = {"offers.confirm_offer": _("Offer confirmed")}
"""

from __future__ import annotations

from django.apps import apps


def deed_label(code: str) -> str:
    """The deed in words; its code where a room has not said it."""
    for config in apps.get_app_configs():
        words = getattr(config, "deeds", {}).get(code)
        if words:
            return str(words)
    return code
