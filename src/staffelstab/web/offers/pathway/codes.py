"""Codes with which an alliance begins."""

from __future__ import annotations

from staffelstab.programmes.codes import StartingCode, starting_codes


def codes_to_begin_with() -> tuple[StartingCode, ...]:
    return starting_codes()
