"""The published JSON Schema of the file format."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

SCHEMA_FILE = Path(__file__).with_name("pathway-1.json")


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of file format 1; a fresh copy that the caller may change."""
    loaded: dict[str, Any] = json.loads(_text())
    return loaded


@cache
def _text() -> str:
    return SCHEMA_FILE.read_text(encoding="utf-8")
