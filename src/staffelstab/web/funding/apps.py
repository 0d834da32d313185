from __future__ import annotations

from django.apps import AppConfig


class FundingConfig(AppConfig):
    """Reached from needs and offers; the story has no word of its own for money."""

    name = "staffelstab.web.funding"
    label = "funding"
