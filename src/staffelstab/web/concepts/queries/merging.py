"""Where both began, the concept now, the variant now: what the variant changed, and where both changed the same."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from staffelstab.web.concepts.queries.snapshots import Rows

NEVER_MERGED = ("title",)


@dataclass(frozen=True)
class Merged:
    """One thing that the variant changed. `name` is unique; `now` is how it stands in the concept."""

    part: str
    key: str
    base: Any
    now: Any
    wanted: Any

    @property
    def name(self) -> str:
        return f"{self.part}:{self.key}"

    @property
    def is_conflict(self) -> bool:
        """Both changed it, and not to the same."""
        return self.now not in (self.base, self.wanted)

    @property
    def deed(self) -> str:
        if self.wanted is None:
            return "removed"
        return "added" if self.base is None else "changed"


@dataclass(frozen=True)
class MergePlan:
    items: tuple[Merged, ...]

    @property
    def conflicts(self) -> list[Merged]:
        return [item for item in self.items if item.is_conflict]

    @property
    def agreed(self) -> list[Merged]:
        """What only the variant changed."""
        return [item for item in self.items if not item.is_conflict and item.now != item.wanted]

    def changes(self, from_variant: Collection[str]) -> dict[str, Rows]:
        """What the concept becomes, in the shape of a snapshot."""
        taken = [*self.agreed, *(item for item in self.conflicts if item.name in from_variant)]
        changes: dict[str, Rows] = {}
        for item in taken:
            changes.setdefault(item.part, {})[item.key] = item.wanted
        return changes


def merge_plan(now: dict[str, Rows], base: dict[str, Rows], variant: dict[str, Rows]) -> MergePlan:
    return MergePlan(
        tuple(
            Merged(part, key, began, now[part].get(key), wanted)
            for part in base
            for key in {**base[part], **variant[part]}
            if (began := base[part].get(key)) != (wanted := variant[part].get(key))
            and not (part == "concept" and key in NEVER_MERGED)
        )
    )
