"""The cast of three and their houses, for every test below this folder."""

from __future__ import annotations

from tests.cast import cast, emptying_the_journal, own_cache

__all__ = ["cast", "emptying_the_journal", "own_cache"]
