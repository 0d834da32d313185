from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class AccountsConfig(AppConfig):
    name = "staffelstab.web.accounts"
    label = "accounts"
    deeds: ClassVar[dict[str, StrPromise]] = {
        "accounts.create_account": _("Account created"),
    }
