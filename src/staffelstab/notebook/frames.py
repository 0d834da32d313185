"""Data frames from the data of the engine. pandas is loaded when the first one is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from staffelstab.engine.check import Finding, ProfileTable, Report, Step, Witness
from staffelstab.engine.model import Pathway
from staffelstab.engine.wording import Words
from staffelstab.notebook.errors import PandasMissing, unknown

if TYPE_CHECKING:
    import pandas as pd

MONTHS = "Int16"
"""Whole months, or nothing where there is no such month."""


def load_pandas() -> Any:
    """The library; PandasMissing names the extra to install."""
    try:
        import pandas
    except ImportError:
        raise PandasMissing from None
    return pandas


def findings_frame(report: Report, pathway: Pathway, words: Words) -> pd.DataFrame:
    """One row per finding, worst first, its name as index."""
    frames = load_pandas()
    rows = [_finding_row(finding, pathway, words) for finding in report.findings]
    frame = frames.DataFrame(rows, columns=list(FINDING_COLUMNS)).astype(dict(FINDING_COLUMNS))
    found: pd.DataFrame = frame.set_index("name")
    return found


FINDING_COLUMNS: Mapping[str, str] = {
    "name": "str",
    "code": "category",
    "kind": "category",
    "severity": "category",
    "title": "str",
    "stations": "object",
    "transition": "str",
    "funding": "str",
    "organisations": "object",
    "agreement": "str",
    "day": "datetime64[s]",
    "group": "str",
    "profiles": "int64",
    "share": "float64",
    "persons_at_least": "Int64",
    "persons_at_most": "Int64",
    "waiting_months": MONTHS,
    "open_if_lenient": "int64",
    "rests_on_conditions": "bool",
    "text": "str",
}


def _finding_row(finding: Finding, pathway: Pathway, words: Words) -> dict[str, object]:
    return {
        "name": finding.name,
        "code": str(finding.code),
        "kind": finding.kind,
        "severity": str(finding.severity),
        "title": words.title(finding, pathway),
        "stations": finding.stations,
        "transition": " → ".join(finding.transition or ()),
        "funding": finding.funding or "",
        "organisations": finding.organisations,
        "agreement": finding.agreement,
        "day": finding.day,
        "group": words.situation(finding.group, pathway.scales) if finding.group else "",
        "profiles": finding.profiles.count,
        "share": finding.profiles.count / finding.profiles.total if finding.profiles.total else 0.0,
        "persons_at_least": finding.persons.minimum,
        "persons_at_most": finding.persons.maximum,
        "waiting_months": finding.waiting_months,
        "open_if_lenient": finding.open_if_lenient,
        "rests_on_conditions": finding.rests_on_conditions,
        "text": words.finding(finding, pathway),
    }


STEP_COLUMNS: Mapping[str, str] = {
    "part": "category",
    "station": "str",
    "title": "str",
    "outcome": "str",
    "waits": "int64",
    "months": "int64",
    "starts_on": "datetime64[s]",
    "ends_on": "datetime64[s]",
    "changed": "str",
    "verdict": "category",
    "is_failure": "bool",
}


def steps_frame(witness: Witness | None, pathway: Pathway, words: Words) -> pd.DataFrame:
    """One row per step of a story."""
    parts: list[tuple[str, Step]] = []
    if witness is not None:
        parts += [("way", step) for step in witness.way]
        parts += [("circle", step) for step in witness.circle]
        parts += [("next", witness.next_step)] if witness.next_step else []
    rows = [_step_row(part, step, pathway, words) for part, step in parts]
    frame: pd.DataFrame = load_pandas().DataFrame(rows, columns=list(STEP_COLUMNS)).astype(dict(STEP_COLUMNS))
    return frame


def _step_row(part: str, step: Step, pathway: Pathway, words: Words) -> dict[str, object]:
    return {
        "part": part,
        "station": step.station,
        "title": words.label(pathway.offer(step.station).title) or step.station,
        "outcome": step.outcome,
        "waits": step.waits,
        "months": step.ends - step.starts,
        "starts_on": step.starts_on,
        "ends_on": step.ends_on,
        "changed": "; ".join(f"{key}: {before} → {after}" for key, (before, after) in step.changed.items()),
        "verdict": str(step.verdict),
        "is_failure": step.is_failure,
    }


def profiles_frame(table: ProfileTable) -> pd.DataFrame:
    """One row per profile and place (N·P rows, place by place), made of whole columns."""
    frames, scales = load_pandas(), table.pathway.scales
    places, profiles = table.goal_month.shape
    names = {place.key: place.name for place in table.pathway.places}

    def categories(codes: Any, texts: Iterable[str]) -> Any:
        return frames.Categorical.from_codes(codes, list(texts))

    every_place = np.repeat(np.arange(places), profiles)
    columns: dict[str, Any] = {"place": categories(every_place, table.places)}
    shown = _unique_names([names.get(key, key) or key for key in table.places], table.places)
    columns["place_name"] = categories(every_place, shown)
    for column, attribute in enumerate(scales.attributes):
        texts = [value.key for value in attribute.values]
        columns[_column(attribute.key)] = categories(np.tile(table.values[:, column], places), texts)
    for column, clock in enumerate(scales.clocks):
        columns[_column(clock.key)] = np.tile(table.clocks[:, column], places)
    month = table.goal_month.ravel()
    columns["at_goal"] = np.tile(table.at_goal, places)
    columns["in_time"] = table.in_time().ravel()
    columns["goal_month"] = frames.arrays.IntegerArray(np.maximum(month, 0).astype(np.int16), month < 0)
    columns["gap"] = categories(table.gap.ravel(), table.gap_kinds)
    for name in ("dead_ends", "circles", "waiting", "too_many"):
        columns[name] = getattr(table, name).ravel()
    frame: pd.DataFrame = frames.DataFrame(columns, copy=False)
    return frame


OWN_COLUMNS = frozenset(
    (
        "place",
        "place_name",
        "at_goal",
        "in_time",
        "goal_month",
        "gap",
        "dead_ends",
        "circles",
        "waiting",
        "too_many",
    )
)


def _column(key: str) -> str:
    return f"{key}_at_entry" if key in OWN_COLUMNS else key


def _unique_names(names: list[str], keys: tuple[str, ...]) -> list[str]:
    """Two places of one name are told apart by their keys."""
    return [
        f"{name} ({key})" if names.count(name) > 1 else name for name, key in zip(names, keys, strict=True)
    ]


def matrix_frame(table: ProfileTable, attribute: str | None, words: Words) -> pd.DataFrame:
    """Share (0..1) of the profiles with a way in time: a row per value of an attribute, a column per place."""
    attributes = table.pathway.scales.attributes
    wanted = attribute or next(
        (a.key for a in attributes if a.groups), attributes[0].key if attributes else ""
    )
    column = next((i for i, a in enumerate(attributes) if a.key == wanted), None)
    if column is None:
        raise unknown("attribute", wanted, (a.key for a in attributes))
    frames, values = load_pandas(), attributes[column].values
    names = {place.key: place.name for place in table.pathway.places}
    shown = _unique_names([names.get(key, key) or key for key in table.places], table.places)
    in_time, position = table.in_time(), table.values[:, column]
    occurring = [number for number in range(len(values)) if (position == number).any()]
    shares = [in_time[:, position == number].mean(axis=1) for number in occurring]
    labels = [words.label(values[number].label) or values[number].key for number in occurring]
    index = frames.Index(labels, name=words.label(attributes[column].label) or wanted)
    frame: pd.DataFrame = frames.DataFrame(shares, index=index, columns=shown)
    return frame
