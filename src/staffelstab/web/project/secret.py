"""A key for the demo and for trying out; in operation it comes from the environment."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def secret_key_in(data_dir: Path) -> str:
    """Read the key from the data folder, or make one that only this account may read."""
    data_dir.mkdir(parents=True, exist_ok=True)
    file = data_dir / "secret_key"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="utf-8").strip()
    with os.fdopen(descriptor, "w", encoding="utf-8") as target:
        key = get_random_secret_key()
        target.write(key)
    return key
