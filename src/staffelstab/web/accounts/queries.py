from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from staffelstab.web.accounts.models import User


def login_address() -> str:
    return f"{settings.PUBLIC_ADDRESS}{reverse('account_login')}"


def password_address(user: User) -> str:
    """Where somebody without a password chooses one; good once, for as long as letters about passwords are."""
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return f"{settings.PUBLIC_ADDRESS}{reverse('account_reset_password_from_key', kwargs=parts)}"
