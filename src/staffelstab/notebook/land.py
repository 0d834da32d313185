"""A whole Land in a notebook: every district checked, the answers as data frames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from staffelstab.engine import files
from staffelstab.engine.check import Question, StateReport
from staffelstab.engine.check import check_state as engine_check_state
from staffelstab.engine.errors import InputError
from staffelstab.engine.model import Reading
from staffelstab.engine.wording import Language, Words
from staffelstab.engine.wording.texts import Texts
from staffelstab.notebook import html
from staffelstab.notebook.asking import Day, ReadingName, day_of, one_of
from staffelstab.notebook.errors import UnreadableFile, unknown
from staffelstab.notebook.frames import load_pandas
from staffelstab.notebook.reports import CheckReport

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class LandReport:
    """`report` is the answer of the engine; what could not be checked stands in `report.unchecked`."""

    report: StateReport
    words: Words

    @cached_property
    def districts(self) -> pd.DataFrame:
        """One row per district; index: key. name, places, profiles (times places), with_way, without_way (share 0..1),
        findings (number)."""
        rows = [
            (
                d.key,
                d.name,
                d.report.places,
                d.report.profiles,
                d.report.with_way,
                d.without_way,
                len(d.report.findings),
            )
            for d in self.report.districts
        ]
        columns = ["key", "name", "places", "profiles", "with_way", "without_way", "findings"]
        frame: pd.DataFrame = load_pandas().DataFrame(rows, columns=columns)
        return frame.set_index("key")

    @cached_property
    def findings(self) -> pd.DataFrame:
        """One row per finding that districts have alike, worst first: code, kind, severity, about (stations or money),
        districts (tuple of keys), findings (number), profiles (times places)."""
        rows = [
            (
                str(found.code),
                found.kind,
                str(found.severity),
                self.words.listed(self.words.label(label) for label in found.labels),
                found.districts,
                found.findings,
                found.profiles,
            )
            for found in self.report.findings
        ]
        columns = ["code", "kind", "severity", "about", "districts", "findings", "profiles"]
        frame: pd.DataFrame = load_pandas().DataFrame(rows, columns=columns)
        return frame.astype({"code": "category", "kind": "category", "severity": "category"})

    def district(self, key: str) -> CheckReport:
        """The report of one district; NotebookError when there is none of this key."""
        found = self.report.district(key)
        if found is None:
            raise unknown("district", key, (d.key for d in self.report.districts))
        return CheckReport(found.district.pathway, found.report, self.words)

    def _repr_html_(self) -> str:
        words, texts = self.words, Texts(self.words.language, "staffelstab.notebook")
        rows = [
            (d.name, words.number(d.report.profiles), words.number(d.report.with_way))
            for d in self.report.districts
        ]
        headings = [texts.say(f"notebook.{key}") for key in ("name", "profiles", "with_way")]
        return html.table(texts.say("notebook.land"), headings, rows)


def check_state(
    source: str | Path, *, date: Day, reading: ReadingName = "default", language: Language = "de"
) -> LandReport:
    """Every district in a folder (a file each) or in one file, the same as `staffelstab check --state`.

    Raises UnreadableFile when there is nothing to read.
    """
    try:
        state = files.read_state(Path(source))
    except InputError as error:
        raise UnreadableFile(error, language) from None
    question = Question(day_of(date), Reading(one_of("reading", reading, Reading)))
    report = engine_check_state(state.districts, question, unchecked=state.unchecked)
    return LandReport(report, Words(language))
