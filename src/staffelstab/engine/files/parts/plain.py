"""Plain data for a document: what stands at its default is left out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from staffelstab.engine.model import Period


def without_defaults(**values: Any) -> dict[str, Any]:
    """The values that say something; a trailing underscore frees names that Python reserves."""
    return {name.rstrip("_"): plain(value) for name, value in values.items() if not _says_nothing(value)}


def _says_nothing(value: Any) -> bool:
    return value is None or value is False or (isinstance(value, str | list | dict) and not value)


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def period_to_document(period: Period) -> dict[str, Any]:
    return without_defaults(valid_from=period.valid_from, valid_to=period.valid_to)


def unless(value: Any, default: Any) -> Any:
    """None when the value is the default, so that it is left out."""
    return None if value == default else value
