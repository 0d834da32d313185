"""How allauth behaves in this house: no open door, letters leave through the outbox."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import get_language

from staffelstab.web.notices.actions.send_letter import send_letter


class ClosedDoorAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by a coordinator's invitation or by the operator's command."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Letters about passwords are confidential: their text is not kept after sending."""
        message = self.render_mail(template_prefix, email, context)
        send_letter(
            address=email,
            language=get_language() or "de",
            subject=message.subject,
            text=message.body,
            confidential=True,
        )
