"""The corpus as files: every fault with several seeds, sound and faulty, and the list of what must be found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from staffelstab.engine.files import write_json
from tools.faults.expected import Planted, document
from tools.faults.layout import DATE
from tools.faults.planting import FAULTS, plant

SEEDS = range(1, 5)
"""Seeds of the published corpus; others give as many further cases as anybody wants."""
LIST = "expected.json"


def planted() -> Iterator[Planted]:
    for fault in FAULTS:
        for seed in SEEDS:
            yield plant(fault, seed)


def name_of(case: Planted) -> str:
    return f"{case.fault}-{case.seed}.json"


def contents() -> dict[str, str]:
    """File name inside the corpus → text; the same on every machine."""
    files, entries = {}, []
    for case in planted():
        name = name_of(case)
        files[f"sound/{name}"] = write_json(case.sound)
        files[f"faulty/{name}"] = write_json(case.faulty)
        entries.append({"file": name, **document(case)})
    listed = {"format": "staffelstab-faults", "version": 1, "date": DATE.isoformat(), "cases": entries}
    files[LIST] = json.dumps(listed, ensure_ascii=False, indent=1) + "\n"
    return files


def write(folder: Path) -> int:
    """Write the corpus into a folder and remove what no longer belongs to it; returns the number of files."""
    files = contents()
    for part in ("sound", "faulty"):
        (folder / part).mkdir(parents=True, exist_ok=True)
        for old in (folder / part).glob("*.json"):
            if f"{part}/{old.name}" not in files:
                old.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return len(files)
