"""The cast of three and their houses, for every test below this folder."""

from __future__ import annotations

from tests.cast import cast, django_db_modify_db_settings, emptying_the_journal, own_cache

__all__ = ["cast", "django_db_modify_db_settings", "emptying_the_journal", "own_cache"]
