"""Single rows as plain data, to bring them back later."""

from __future__ import annotations

import json
from typing import Any

from django.core import serializers
from django.db import models


def row_of(thing: models.Model) -> dict[str, Any]:
    """All columns and many-to-many keys of a row, in Django's own shape."""
    rows: list[dict[str, Any]] = json.loads(serializers.serialize("json", [thing]))
    return rows[0]
