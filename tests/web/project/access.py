"""Signing in, passwords, second factor, language."""

from __future__ import annotations

from tests.house.access_table import PUBLIC, SIGNED_IN, Row

ALREADY_IN = dict.fromkeys(PUBLIC, 302) | {"nobody": 200}
ELSEWHERE = dict.fromkeys(PUBLIC, 302)

NOT_SET_UP = dict.fromkeys(PUBLIC, 404) | {"nobody": 302}  # nobody of the cast has a second factor

TABLE = {
    "set_language": Row(ELSEWHERE, method="POST", data=lambda cast: {"language": "en", "next": "/"}),
    "account_login": Row(ALREADY_IN),
    "account_logout": Row(SIGNED_IN),
    "account_inactive": Row(PUBLIC),
    "account_signup": Row(ALREADY_IN),
    "account_reauthenticate": Row(SIGNED_IN),
    "account_change_password": Row(SIGNED_IN),
    "account_set_password": Row(ELSEWHERE),
    "account_reset_password": Row(PUBLIC),
    "account_reset_password_done": Row(PUBLIC),
    "account_reset_password_from_key": Row(PUBLIC, kwargs=lambda cast: {"uidb36": "1", "key": "wrong-key"}),
    "account_reset_password_from_key_done": Row(PUBLIC),
    "mfa_index": Row(SIGNED_IN),
    "mfa_authenticate": Row(ELSEWHERE),
    "mfa_reauthenticate": Row(ELSEWHERE),
    "mfa_activate_totp": Row(ELSEWHERE),
    "mfa_deactivate_totp": Row(NOT_SET_UP),
    "mfa_view_recovery_codes": Row(NOT_SET_UP),
    "mfa_generate_recovery_codes": Row(ELSEWHERE),
    "mfa_download_recovery_codes": Row(NOT_SET_UP),
}
