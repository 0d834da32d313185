"""What a replay says: one point per thing that was compared, gathered by the part of the story it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

ASPECTS = (
    "known",
    "before-goal",
    "transition",
    "start",
    "place",
    "period",
    "start-month",
    "access",
    "verdict",
    "law-period",
    "values",
    "months-shown",
    "begun-by",
    "told",
    "outcome",
    "end",
    "dates",
    "effect",
    "stays-closed",
    "reasons",
    "has-transition",
    "stands-there",
    "no-goal",
    "at-goal",
    "in-time",
    "too-late",
    "measures",
    "returns",
    "unchanged",
    "measure",
    "wait",
    "long",
    "leads-to",
    "paid",
    "idle",
    "passes",
)
"""Everything that can be compared. For a step, in this order: the offer exists, is a station and runs; no goal is met
before; a transition that counts leads there and its target group holds; it starts when the story says; it serves the
place; its period and that of its funding hold; the calendar month; an access rule opens (or, where none does, what
closes the nearest rule: verdict, period of law, values, months on clocks, begun too late); the story tells the
verdict, note, conditions and risks of the file; the outcome applies; the step ends after its months; the dates; what
has changed. For a door: closed in every month, every reason true, transition told rightly. For an ending: what its
kind of finding asks for.
"""


@dataclass(frozen=True)
class Point:
    """One thing that was compared. said: in the story; found: by the file (empty where a yes or no says it all)."""

    aspect: str
    holds: bool
    said: str = ""
    found: str = ""


@dataclass(frozen=True)
class Part:
    """A part of a story: kind "step", "door" or "ending"; station: the key of the step's or door's offer."""

    kind: str
    station: str
    points: tuple[Point, ...]

    @property
    def holds(self) -> bool:
        return all(point.holds for point in self.points)


@dataclass(frozen=True)
class Replay:
    """A story compared with its file. told: False when the finding carries no story, and nothing was compared.

    ending_judged: whether the kind of finding asks for something of the end that can be seen in the story itself.
    """

    parts: tuple[Part, ...]
    told: bool = True
    ending_judged: bool = True

    @property
    def holds(self) -> bool:
        return self.told and all(part.holds for part in self.parts)

    def failures(self) -> tuple[tuple[Part, Point], ...]:
        return tuple((part, point) for part in self.parts for point in part.points if not point.holds)
