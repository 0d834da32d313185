"""Two answers side by side: two days, two readings, or a concept and its variant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from staffelstab.engine.wording.texts import Texts
from staffelstab.notebook import html
from staffelstab.notebook.errors import NotebookError
from staffelstab.notebook.frames import load_pandas, matrix_frame
from staffelstab.notebook.reports import CheckReport

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Comparison:
    """What is different in `after`. Both look at the same profiles in the same places."""

    before: CheckReport
    after: CheckReport

    @cached_property
    def findings(self) -> pd.DataFrame:
        """One row per finding of either; index: name. change: "new", "gone", "more", "fewer" or "same" profiles;
        title; profiles_before, profiles_after and their difference (0 = no such finding)."""
        one, other = self.before.report.findings, self.after.report.findings
        counts = {finding.name: [finding.profiles.count, 0] for finding in one}
        titles = {
            f.name: report.story(f.name).title
            for report in (self.before, self.after)
            for f in report.report.findings
        }
        for finding in other:
            counts.setdefault(finding.name, [0, 0])[1] = finding.profiles.count
        names_before, names_after = ({finding.name for finding in found} for found in (one, other))
        rows = [
            (
                name,
                _change(name in names_before, name in names_after, was, becomes),
                titles[name],
                was,
                becomes,
            )
            for name, (was, becomes) in counts.items()
        ]
        frame = load_pandas().DataFrame(
            rows, columns=["name", "change", "title", "profiles_before", "profiles_after"]
        )
        frame["difference"] = frame["profiles_after"] - frame["profiles_before"]
        found: pd.DataFrame = frame.astype({"change": "category"}).set_index("name")
        return found

    @property
    def gained(self) -> int:
        """Profiles (times places) that have a way in time only in `after`."""
        return int(np.count_nonzero(self.after.table.in_time() & ~self.before.table.in_time()))

    @property
    def lost(self) -> int:
        """Profiles (times places) that have a way in time only in `before`."""
        return int(np.count_nonzero(self.before.table.in_time() & ~self.after.table.in_time()))

    def matrix(self, attribute: str | None = None) -> pd.DataFrame:
        """Difference of the shares with a way in time (−1..1), rows and columns as in `CheckReport.matrix`."""
        words = self.before.words
        difference: pd.DataFrame = matrix_frame(self.after.table, attribute, words) - matrix_frame(
            self.before.table, attribute, words
        )
        return difference

    def _repr_html_(self) -> str:
        words = self.before.words
        texts = Texts(words.language, "staffelstab.notebook")
        days = (words.date(report.question.date) for report in (self.before, self.after))
        caption = texts.say("notebook.comparison", **dict(zip(("before", "after"), days, strict=True)))
        numbers = {
            "before": self.before.report.with_way,
            "after": self.after.report.with_way,
            "gained": self.gained,
            "lost": self.lost,
        }
        rows = [(texts.say(f"notebook.{key}"), words.number(number)) for key, number in numbers.items()]
        return html.table(caption, (texts.say("notebook.group"), texts.say("notebook.profiles")), rows)


def compare(before: CheckReport, after: CheckReport) -> Comparison:
    """Two reports side by side; NotebookError when they do not look at the same profiles in the same places."""
    one, other = before.table, after.table
    same = (
        one.places == other.places
        and one.pathway.scales == other.pathway.scales
        and np.array_equal(one.values, other.values)
        and np.array_equal(one.clocks, other.clocks)
    )
    if not same:
        raise NotebookError(
            "The two reports look at different profiles or places. Please ask both the same: the same attributes, "
            "entry values, places and `only`."
        )
    return Comparison(before, after)


def _change(was_there: bool, is_there: bool, was: int, becomes: int) -> str:
    if not was_there:
        return "new"
    if not is_there:
        return "gone"
    return "same" if was == becomes else "more" if becomes > was else "fewer"
