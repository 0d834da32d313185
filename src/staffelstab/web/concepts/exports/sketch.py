"""What the drawing shows, as plain data: stations, goals and arrows, already in words."""

from __future__ import annotations

from dataclasses import dataclass, field

GOAL_PREFIX = "goal:"


@dataclass(frozen=True)
class SketchNode:
    """One box. `sentence` says everything that the box shows; `steps` are the numbers of the lit way."""

    key: str
    title: str
    sentence: str
    second_line: str = ""
    kind: str = "measure"
    is_goal: bool = False
    is_entry_point: bool = False
    is_funded: bool = False
    severity: str = ""
    findings: int = 0
    href: str = ""
    pk: int | None = None
    is_selected: bool = False
    is_lit: bool = False
    steps: tuple[int, ...] = ()
    lane: str = ""


@dataclass(frozen=True)
class SketchEdge:
    """One arrow. The thin arrows to a goal have no state and cannot be selected."""

    origin: str
    target: str
    sentence: str = ""
    state: str = ""
    href: str = ""
    pk: int | None = None
    is_selected: bool = False
    is_lit: bool = False
    is_near: bool = False


@dataclass(frozen=True)
class Sketch:
    """`words` are the few fixed texts of the picture (legend, entry point, …) in the language of the reader. `lanes`
    from top to bottom, if there are any.
    """

    title: str
    description: str
    nodes: tuple[SketchNode, ...]
    edges: tuple[SketchEdge, ...]
    words: dict[str, str] = field(default_factory=dict)
    lanes: tuple[str, ...] = ()
