"""The answer of a check in a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from staffelstab.engine.check import Finding, ProfileTable, Question, Report, profile_table
from staffelstab.engine.model import Pathway
from staffelstab.engine.wording import Words
from staffelstab.engine.wording.texts import Texts
from staffelstab.notebook import frames, html
from staffelstab.notebook.errors import unknown
from staffelstab.notebook.tales import Story

if TYPE_CHECKING:
    import pandas as pd

MOST_SHOWN = 50
HEADINGS = ("name", "code", "severity", "title", "profiles")


@dataclass(frozen=True)
class CheckReport:
    """Findings, profiles and stories of one check. `report` is the answer of the engine as plain data."""

    pathway: Pathway
    report: Report
    words: Words

    @property
    def question(self) -> Question:
        return self.report.question

    @property
    def summary(self) -> tuple[str, ...]:
        """The whole answer in a few sentences."""
        return self.words.report_summary(self.report, self.pathway)

    @cached_property
    def findings(self) -> pd.DataFrame:
        """One row per finding, worst first; index: name.

        profiles: number of profiles concerned (profiles × places), share: of all (0..1). persons_at_least and
        persons_at_most: empty = unknown. waiting_months: months. open_if_lenient: of these profiles, how many have a
        way in the lenient reading.
        """
        return frames.findings_frame(self.report, self.pathway, self.words)

    @cached_property
    def table(self) -> ProfileTable:
        """The result of every profile as numpy arrays (N places, P profiles)."""
        return profile_table(self.pathway, self.question)

    @cached_property
    def profiles(self) -> pd.DataFrame:
        """One row per profile and place (N·P rows): place, place_name, a column per attribute (value keys) and clock
        (months at entry), at_goal, in_time, goal_month (months, empty = none within 360), gap (kind or ""), dead_ends,
        circles, waiting (numbers of stations), too_many. An attribute or clock that is called like one of these columns
        carries "_at_entry" behind its name.
        """
        return frames.profiles_frame(self.table)

    def matrix(self, attribute: str | None = None) -> pd.DataFrame:
        """Share (0..1) of the profiles that reach a goal within the horizon: a row per value of the attribute
        (otherwise the first that groups findings), a column per place. NotebookError for an unknown attribute."""
        return frames.matrix_frame(self.table, attribute, self.words)

    def finding(self, name: str) -> Finding:
        """The data of a finding; NotebookError when there is none of this name."""
        found = self.report.finding(name)
        if found is None:
            raise unknown("finding", name, (finding.name for finding in self.report.findings))
        return found

    def story(self, name: str) -> Story:
        """A shortest way that shows the finding, step by step."""
        return Story(self.finding(name), self.pathway, self.words)

    def __str__(self) -> str:
        return "\n".join((self.pathway.title, *self.summary))

    def _repr_html_(self) -> str:
        findings, words = self.report.findings, self.words
        texts = Texts(words.language, "staffelstab.notebook")
        rows = [
            (
                finding.name,
                words.code(finding.code),
                words.severity(finding.severity),
                words.title(finding, self.pathway),
                words.number(finding.profiles.count),
            )
            for finding in findings[:MOST_SHOWN]
        ]
        counts = {"shown": words.number(len(rows)), "all": words.number(len(findings))}
        caption = texts.say("notebook.caption", title=self.pathway.title, **counts)
        headings = [texts.say(f"notebook.{key}") for key in HEADINGS]
        return html.paragraphs(self.summary) + html.table(caption, headings, rows)
