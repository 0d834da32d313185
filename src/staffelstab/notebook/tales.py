"""The story of a finding, to read and to evaluate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from staffelstab.engine.check import Finding
from staffelstab.engine.model import Pathway
from staffelstab.engine.wording import Words
from staffelstab.notebook import html
from staffelstab.notebook.frames import steps_frame

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Story:
    """`print(story)` gives sentences, the notebook shows a table, `story.steps` is a data frame."""

    finding: Finding
    pathway: Pathway
    words: Words

    @property
    def title(self) -> str:
        return self.words.title(self.finding, self.pathway)

    @property
    def lines(self) -> tuple[str, ...]:
        """One sentence or more per step."""
        return self.words.story(self.finding, self.pathway)

    @cached_property
    def steps(self) -> pd.DataFrame:
        """One row per step (S rows): part ("way", "circle", "next"), station, outcome, waits and months (months), days,
        changed ("attribute: before → after"), verdict, is_failure. No rows for a finding without a way."""
        return steps_frame(self.finding.witness, self.pathway, self.words)

    def __str__(self) -> str:
        return "\n".join((self.title, *(f"- {line}" for line in self.lines)))

    def _repr_html_(self) -> str:
        return html.story(self.title, self.lines)
