"""What would have to be agreed, and what the coming years do: repair and timeline in a notebook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from staffelstab.engine import plan
from staffelstab.engine.check import Event, over_time
from staffelstab.engine.model import Offer, Pathway
from staffelstab.engine.wording import Words
from staffelstab.notebook import html
from staffelstab.notebook.asking import Day, day_of
from staffelstab.notebook.errors import NotebookError, unknown
from staffelstab.notebook.frames import load_pandas
from staffelstab.notebook.reports import CheckReport

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class RepairPlan:
    """The cheapest changes that close gaps. `repair` is the answer of the engine, with the proof."""

    pathway: Pathway
    repair: plan.Repair
    words: Words

    @property
    def lines(self) -> tuple[str, ...]:
        """What would have to be agreed, for whom it opens a way, and what else would do."""
        words, repair, pathway = self.words, self.repair, self.pathway
        return (
            words.repair_heading(repair, pathway),
            *words.changes(repair.changes, pathway),
            *words.repair(repair, pathway),
            *words.alternatives(repair, pathway),
        )

    @cached_property
    def changes(self) -> pd.DataFrame:
        """One row per change: kind ("transition", "entry-point", "territory", "offer"), station (of a transition: where
        it leads), origin, place ("" where there is none), text."""
        rows = [
            {
                "kind": change.kind.value,
                "station": change.target if isinstance(change, plan.AgreeTransition) else change.station,
                "origin": change.origin if isinstance(change, plan.AgreeTransition) else "",
                "place": change.place if isinstance(change, plan.ExtendTerritory) else "",
                "text": " ".join(self.words.changes((change,), self.pathway)),
            }
            for change in self.repair.changes
        ]
        columns = ["kind", "station", "origin", "place", "text"]
        frame: pd.DataFrame = load_pandas().DataFrame(rows, columns=columns)
        return frame.astype({"kind": "category"})

    def applied(self) -> Pathway:
        """The pathway after the changes, to be checked and compared."""
        return plan.applied(self.pathway, self.repair)

    def __str__(self) -> str:
        return "\n".join(self.lines)

    def _repr_html_(self) -> str:
        return html.paragraphs(self.lines)


def repair(
    report: CheckReport,
    findings: str | Sequence[str] | None = None,
    *,
    available: Sequence[Offer] = (),
    costs: Mapping[str, int] | None = None,
) -> RepairPlan:
    """The cheapest changes after which the gaps reach a goal in time.

    findings: names of gap findings; otherwise all gaps. available: offers that could become stations, beside those of
    the file. costs: per kind of change. Raises NotebookError for a finding that is no gap and for impossible costs.
    """
    names = [findings] if isinstance(findings, str) else findings
    targets = None if names is None else [report.finding(name) for name in names]
    kinds = [kind.value for kind in plan.ChangeKind]
    for kind in costs or {}:
        if kind not in kinds:
            raise unknown("kind of change", kind, kinds)
    try:
        found = plan.repair(
            report.pathway,
            report.question,
            targets,
            available=available,
            costs={plan.ChangeKind(kind): cost for kind, cost in (costs or {}).items()},
        )
    except plan.NotClosable:
        raise NotebookError(
            "Only gaps can be closed; please name findings whose code begins with gap."
        ) from None
    except ValueError as error:
        raise NotebookError(str(error)) from None
    return RepairPlan(report.pathway, found, report.words)


def timeline(report: CheckReport, *, until: Day) -> pd.DataFrame:
    """What happens between the date of the report and `until`: one row per end of a funding or change of law, by day.

    day, kind ("funding-ends", "law"), title, stations (tuple of keys), with_way_before and with_way_after (profiles ×
    places with a way in time), loses and gains (profiles × places), loses_at_most and gains_at_most (persons, empty =
    unknown), text. Each event is looked at alone.
    """
    last: dt.date = day_of(until)
    rows = [_event_row(event, report) for event in over_time(report.pathway, report.question, last)]
    frame: pd.DataFrame = load_pandas().DataFrame(rows, columns=list(EVENT_COLUMNS))
    return frame.astype(dict(EVENT_COLUMNS))


EVENT_COLUMNS: Mapping[str, str] = {
    "day": "datetime64[s]",
    "kind": "category",
    "title": "str",
    "stations": "object",
    "with_way_before": "int64",
    "with_way_after": "int64",
    "loses": "int64",
    "gains": "int64",
    "loses_at_most": "Int64",
    "gains_at_most": "Int64",
    "text": "str",
}


def _event_row(event: Event, report: CheckReport) -> dict[str, object]:
    return {
        "day": event.day,
        "kind": event.kind,
        "title": report.words.event_title(event, report.pathway),
        "stations": event.stations,
        "with_way_before": event.with_way_before,
        "with_way_after": event.with_way_after,
        "loses": event.loses,
        "gains": event.gains,
        "loses_at_most": event.loses_persons.maximum,
        "gains_at_most": event.gains_persons.maximum,
        "text": " ".join(report.words.event(event, report.pathway)),
    }
