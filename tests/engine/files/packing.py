"""Take a workbook apart and put it together again, changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def part_of(workbook: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return archive.read(name)


def repacked(workbook: bytes, changes: Mapping[str, bytes]) -> bytes:
    """The workbook with some parts replaced or added."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        parts = {name: old.read(name) for name in old.namelist()}
        for name, content in {**parts, **changes}.items():
            new.writestr(name, content)
    return target.getvalue()
