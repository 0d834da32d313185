from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class FundingConfig(AppConfig):
    """Reached from needs and offers; the story has no word of its own for money."""

    name = "staffelstab.web.funding"
    label = "funding"
    deeds: ClassVar[dict[str, StrPromise]] = {
        "funding.create_funding": _("Funding recorded"),
        "funding.edit_funding": _("Funding changed"),
    }
