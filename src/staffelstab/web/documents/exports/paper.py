"""A paper as data: what stands in it, in order. It knows nothing of PDF; `pdf.py` sets it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1
    kind: str = "heading"


@dataclass(frozen=True)
class Text:
    text: str
    is_note: bool = False
    kind: str = "text"


@dataclass(frozen=True)
class Points:
    items: tuple[str, ...]
    kind: str = "points"


@dataclass(frozen=True)
class Table:
    """The first cell of a row names it. `numeric`: numbers of the columns that stand to the right."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    kind: str = "table"


@dataclass(frozen=True)
class Drawing:
    """`alternative` says what there is to see."""

    svg: str
    alternative: str
    caption: str
    kind: str = "drawing"


Block = Heading | Text | Points | Table | Drawing


@dataclass(frozen=True)
class Paper:
    """`preline` stands above the title (who speaks), `marking` on every page (who may read it). `size`: a4 or a3."""

    title: str
    subtitle: str
    preline: str
    marking: str
    language: str
    day: date
    blocks: tuple[Block, ...]
    is_wide: bool = False
    size: str = "a4"

    def content(self) -> dict[str, object]:
        return {**asdict(self), "day": self.day.isoformat()}

    @property
    def fingerprint(self) -> str:
        """Two papers with the same fingerprint say the same, whoever printed them."""
        text = json.dumps(self.content(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]
